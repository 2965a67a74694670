import { posix } from 'node:path';
import { isBuiltWith } from '../../knowledge/build-backends';
import { parseRequirements } from '../requirements/parse-requirement';
import { readEnvironment } from '../requirements/read-environment';
import { readRequirementsFile } from '../requirements/read-requirements';
import type { PythonFacts, PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import { validPython, validScript } from '../valid-fields';
import { commandsWithHelp } from './commands-with-help';
import { importNames } from './import-names';
import type { Pyproject } from './read-pyproject';
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
  const { merged, folder, renamedBy, extensions, optionalBuildRequires } = project;
  return {
    project: folder === '' ? '.' : folder,
    imports: importsOf(source, project),
    requires: distinct(merged.requires ?? []),
    buildRequires: distinct(merged.buildRequires ?? []),
    ...(optionalBuildRequires.length > 0 && { optionalBuildRequires }),
    requiresPython: validPython(merged.requiresPython),
    ...programsOf(source, project),
    ...versionOf(project),
    isPure: languages.length === 0,
    ...(extensions.unclear !== undefined && { unclearBuild: extensions.unclear }),
    ...(extensions.shipped && { shippedLibraries: extensions.shipped }),
    renamedBy,
    unread: (['version', 'requires'] as const).filter((field) => merged.unread.includes(field)),
  };
}

function versionOf({
  pyproject,
  versionVariable,
}: PythonProject): Pick<PythonFacts, 'isVersionOfGit' | 'versionVariable'> {
  return {
    ...(pyproject && hasOwnVersion(pyproject) && { isVersionOfGit: false }),
    ...(versionVariable !== undefined && { versionVariable }),
  };
}

type Programs = Pick<PythonFacts, 'entryPoints' | 'commandsWithHelp' | 'scripts'>;

function programsOf(source: SourceFolder, { folder, merged }: PythonProject): Programs {
  const { requires = [], scripts } = merged;
  const entryPoints = (merged.entryPoints ?? []).map(validScript).filter((one) => one !== undefined);
  const helpful = commandsWithHelp(source, folder, { entryPoints, requires });
  return {
    entryPoints,
    ...(helpful.length > 0 && { commandsWithHelp: helpful }),
    ...(scripts && { scripts: programNames(scripts) }),
  };
}

/** The names of files that are installed into bin. */
function programNames(paths: readonly string[]): string[] {
  const names = paths
    .map((path) => posix.basename(path))
    .filter((name) => /^[A-Za-z0-9_][\w.-]{0,99}$/.test(name));
  return [...new Set(names)].slice(0, MAX_PROGRAMS);
}

const MAX_PROGRAMS = 50;

/** Whether pyproject.toml has the version, or says which file has it: a plugin for git then has no effect. */
function hasOwnVersion({ table, backend = '' }: Pyproject): boolean {
  if (table.string('project.version') !== undefined) return true;
  if (isBuiltWith('pdm', backend)) return table.string('tool.pdm.version.source') !== 'scm';
  return isBuiltWith('hatchling', backend) && table.has('tool.hatch.version.path');
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
  if (!isBuiltWith('maturin', pyproject?.backend)) return extensions.modules.slice(0, MAX_MODULES);
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
