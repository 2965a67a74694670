import { parseRequirements } from '../requirements/parse-requirement';
import { readEnvironment } from '../requirements/read-environment';
import { readRequirementsFile } from '../requirements/read-requirements';
import type { PythonFacts, PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import { validPython, validScript } from '../valid-fields';
import { importNames } from './import-names';
import type { PythonProject } from './python-project';

/** Far more than any distribution has. */
const MAX_REQUIREMENTS = 500;

/**
 * The facts of a source as a Python distribution; undefined if it has no Python.
 * @param languages compiled languages
 */
export function readPython(
  source: SourceFolder,
  project: PythonProject | undefined,
  languages: readonly string[],
): PythonFacts | undefined {
  if (!project) return withoutBuild(source);
  const { merged, folder, renamedBy, optionalBuildRequires } = project;
  return {
    project: folder === '' ? '.' : folder,
    imports: importsOf(source, project),
    requires: distinct(merged.requires ?? []),
    buildRequires: distinct(merged.buildRequires ?? []),
    ...(optionalBuildRequires.length > 0 && { optionalBuildRequires }),
    requiresPython: validPython(merged.requiresPython),
    entryPoints: (merged.entryPoints ?? []).map(validScript).filter((one) => one !== undefined),
    isPure: languages.length === 0,
    renamedBy,
    unread: (['version', 'requires'] as const).filter((field) => merged.unread.includes(field)),
  };
}

const MAX_MODULES = 10;

/** A module in C or Rust has no file. */
function importsOf(
  source: SourceFolder,
  { folder, merged, pyproject, crate, extensions }: PythonProject,
): string[] {
  const { layout, name = '' } = merged;
  const found = importNames(source, folder, { layout, name });
  if (found.length > 0) return found;
  if (!pyproject?.backend?.startsWith('maturin')) return extensions.modules.slice(0, MAX_MODULES);
  const module = crate?.module ?? name.toLowerCase().replace(/[-.]+/g, '_');
  return /^\w+$/.test(module) ? [module] : [];
}

/** Modules to copy, and the requirements listed for pip and conda. */
function withoutBuild(source: SourceFolder): PythonFacts | undefined {
  const imports = importNames(source, '', { layout: { findsAll: true } });
  if (imports.length === 0) return undefined;
  const environment = readEnvironment(source);
  const listed = [...readRequirementsFile(source, 'requirements.txt'), ...(environment?.pip ?? [])];
  const { requires, isComplete } = parseRequirements(listed);
  return {
    project: undefined,
    imports,
    requires: distinct(requires),
    buildRequires: [],
    requiresPython: undefined,
    condaRequires: environment?.conda ?? [],
    entryPoints: [],
    isPure: true,
    renamedBy: [],
    unread: isComplete && environment?.isComplete !== false ? [] : ['requires'],
  };
}

function distinct(requires: readonly PythonRequirement[]): PythonRequirement[] {
  const byText = new Map(requires.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()].slice(0, MAX_REQUIREMENTS);
}
