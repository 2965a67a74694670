import { compareVersions } from '../../../knowledge/versions';
import type { PythonFacts } from '../../../source/source-facts';
import { usesTorch } from './cuda-parts';
import { NINJA_PATCH } from '../ninja-patch';
import type { RecipePlan } from '../plan';
import { noarchPython, OLDEST_PYTHON } from './noarch-python';
import { condaNameOf, normalisedName } from '../requirements/conda-name';
import { computedLines, linkedLines } from '../requirements/linked-lines';
import { optionalLines } from '../requirements/optional-lines';
import {
  line,
  type RequirementLine,
  requirementLines,
  type RequirementSurroundings,
} from '../requirements/requirement-lines';
import { condaConstraint } from '../requirements/conda-constraint';

export const PIP_INSTALL = '-m pip install . -vv --no-deps --no-build-isolation';

/** Programs: they run on the machine that builds. */
export const BUILD_TOOLS = [
  ...['cmake', 'ninja', 'make', 'pkg-config', 'patchelf', 'swig', 'perl', 'bison', 'flex'],
];
/** Tools that build systems call without requiring them: scikit-build-core fetches missing ones. */
const BROUGHT: ReadonlyMap<string, string[]> = new Map([
  ['scikit-build-core', ['cmake', 'ninja']],
  ['scikit-build', ['cmake', 'ninja']],
  ['meson-python', ['ninja', 'pkg-config']],
]);
/** Variables that set the version, for tools that take it from git tags, which a package's build does not have. */
const VERSION_VARIABLES: Readonly<Record<string, string>> = {
  'setuptools-scm': 'SETUPTOOLS_SCM_PRETEND_VERSION',
  'hatch-vcs': 'SETUPTOOLS_SCM_PRETEND_VERSION',
  'pdm-backend': 'PDM_BUILD_SCM_VERSION',
  pbr: 'PBR_VERSION',
  'poetry-dynamic-versioning': 'POETRY_DYNAMIC_VERSIONING_BYPASS',
};

/** The three environments of a Python package. */
export interface PythonEnvironments {
  /** Tools only, no compilers. */
  build: RequirementLine[];
  host: RequirementLine[];
  run: RequirementLine[];
  /** For the context of a noarch package, if it needs a newer Python than the variants' `python_min`. */
  pythonMin: string | undefined;
}

/** @param isNoarch if false, a variant chooses the Python */
export function pythonEnvironments(
  { names, patches, facts, pythonMin }: RecipePlan,
  python: PythonFacts,
  isNoarch: boolean,
): PythonEnvironments {
  const variant = { host: line('python'), run: line('python'), pythonMin: undefined };
  const interpreter = isNoarch ? noarchPython(python.requiresPython, pythonMin) : variant;
  const oldest = oldestPython(python.requiresPython);
  const surroundings = { names, isNoarch, oldestPython: isNoarch ? newer(oldest, pythonMin) : oldest };
  const all = requirementLines(python.buildRequires, surroundings);
  const isTool = ({ name }: RequirementLine) => BUILD_TOOLS.includes(name);
  const isRequired = (name: string) => all.some((one) => one.name === name && !isTool(one));
  const libraries = isNoarch ? [] : linkedLines(facts.links, names);
  const brought = [
    ...all.flatMap(({ name }) => BROUGHT.get(name) ?? []),
    ...libraries.filter(isTool).map(nameOf),
    ...(isNoarch ? [] : (facts.buildTools ?? []).filter((tool) => !isRequired(tool))),
  ];
  const tools = new Set([...all.filter(isTool).map(nameOf), ...brought]);
  const required = all.filter((one) => !isTool(one) && !['pip', 'python'].includes(one.name));
  const there = new Set(['python', ...all.map(nameOf)]);
  const linked = libraries.filter((one) => !isTool(one) && !there.has(one.name));
  const present = new Set([...there, ...libraries.map(nameOf)]);
  const optional = isNoarch ? [] : optionalLines(facts.cmake, present);
  return {
    build: [...tools].sort().map((tool) => all.find(({ name }) => name === tool) ?? line(tool)),
    host: [
      interpreter.host,
      line('pip'),
      ...required,
      ...linked,
      ...(isNoarch ? [] : computedLines(facts.computedLibraries)),
      ...optionalBuildLines(python, names, usesTorch(facts.cuda) ? ['pytorch'] : []),
      ...optional,
    ],
    run: [interpreter.run, ...requiredLines(python, surroundings, patches)],
    pythonMin: interpreter.pythonMin,
  };
}

/** A remark, as only a person knows what the build of the package is meant to have. */
function optionalBuildLines(
  { optionalBuildRequires = [] }: PythonFacts,
  knowledge: RecipePlan['names'],
  there: readonly string[],
): RequirementLine[] {
  const found = optionalBuildRequires.map((written) => condaNameOf(written, knowledge).name);
  const names = [...new Set(found)]
    .filter((name) => name !== undefined && !there.includes(name))
    .slice(0, MAX_OPTIONAL);
  if (names.length === 0) return [];
  const comment = `The build imports the following packages only if they are installed, or only under a condition: ${names.join(', ')}. Add those that this build needs.`;
  return [{ text: undefined, name: '', comment }];
}

const MAX_OPTIONAL = 10;

function nameOf({ name }: RequirementLine): string {
  return name;
}

function requiredLines(
  { requires }: PythonFacts,
  surroundings: RequirementSurroundings,
  patches: string[],
): RequirementLine[] {
  const lines = requirementLines(requires, surroundings).filter(({ name }) => name !== 'python');
  if (!patches.includes(NINJA_PATCH)) return lines;
  const module = line(
    'ninja_syntax',
    "ninja_syntax is the Python module of ninja: conda-forge's package ninja contains only the program.",
  );
  return lines.flatMap((one) => (one.name === 'ninja' ? [one, module] : [one]));
}

/** Environment variables for plugins that take the version from git, and for a setup.py that takes it from a variable. */
export function versionVariables({
  buildRequires,
  isVersionOfGit,
  versionVariable,
}: PythonFacts): Record<string, string> {
  const own = versionVariable !== undefined && /^[A-Za-z_]\w{0,99}$/.test(versionVariable);
  const plugins = isVersionOfGit === false ? [] : buildRequires.map(({ name }) => normalisedName(name));
  const wanted = plugins.flatMap((plugin) =>
    Object.hasOwn(VERSION_VARIABLES, plugin) ? [VERSION_VARIABLES[plugin] ?? ''] : [],
  );
  return Object.fromEntries(
    [...wanted, ...(own ? [versionVariable] : [])].map((name) => [name, '${{ version }}']),
  );
}

/** The oldest Python that a package supports and conda-forge has. */
export function oldestPython(requiresPython: string | undefined): string {
  const bound = /(?:>=|~=|==)(\d+(?:\.\d+)*)/.exec(condaConstraint(requiresPython ?? '').text)?.[1];
  return bound === undefined || compareVersions(bound, OLDEST_PYTHON) < 0 ? OLDEST_PYTHON : bound;
}

function newer(version: string, other: string | undefined): string {
  return other !== undefined && compareVersions(other, version) > 0 ? other : version;
}

/** `build.skip` for unsupported Pythons; a noarch package is built once for all. */
export function skippedPythons({ requiresPython }: PythonFacts): { skip?: string[] } {
  const bounds = condaConstraint(requiresPython ?? '').text.split(',');
  const telling = bounds.filter((bound) => {
    const [, oldest] = /^>=(\d+(?:\.\d+)*)$/.exec(bound) ?? [];
    if (bound === '' || bound.startsWith('!=')) return false;
    return oldest === undefined || compareVersions(oldest, OLDEST_PYTHON) > 0;
  });
  return telling.length > 0 ? { skip: [`not match(python, "${telling.join(',')}")`] } : {};
}
