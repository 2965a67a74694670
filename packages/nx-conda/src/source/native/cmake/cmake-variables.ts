import { posix } from 'node:path';
import type { PythonProject } from '../../python-project/python-project';
import { callsIn } from '../../python/calls';
import type { SourceFolder } from '../../source-folder';
import { ON_LINUX } from './platform';
import type { Variable } from './scope';

/** The variables with which a build on Linux calls CMake. @param project undefined if CMake builds the source itself */
export function cmakeVariables(
  source: SourceFolder,
  project: PythonProject | undefined,
): Map<string, Variable> {
  const variables = variablesOnLinux();
  if (!project) return variables;
  const setup = source.read(posix.join(project.folder, 'setup.py')) ?? '';
  const passed = callsIn(setup).flatMap(({ name, textsOf }) =>
    name === 'setup' ? (textsOf.get('cmake_args') ?? []) : [],
  );
  // A definition elsewhere in setup.py may depend on a condition.
  for (const [name] of definitionsIn([setup])) variables.set(name, { value: undefined, option: name });
  const args = project.pyproject?.table.strings('tool.scikit-build.cmake.args') ?? [];
  for (const [name, value] of definitionsIn([...passed, ...args]))
    variables.set(name, { value, option: name });
  for (const [name, value] of settingsOf(project)) variables.set(name, { value, option: name });
  if (usesScikitBuild(project)) {
    for (const [name, value] of Object.entries(scikitBuild(project))) variables.set(name, { value });
  }
  return variables;
}

/** Those of every build. */
export function variablesOnLinux(): Map<string, Variable> {
  return new Map(Object.entries(ON_LINUX).map(([name, value]) => [name, { value }]));
}

const DEFINITION = /-D ?([A-Za-z_]\w{0,80})(?::[A-Z]+)?=([\w./;+-]{0,100})/g;

/** `-DUSE_MPI=ON`, without variables of CMake and Python. */
export function definitionsIn(texts: readonly string[]): [string, string][] {
  const found = texts.flatMap((text) => [...text.matchAll(DEFINITION)]);
  return found
    .map(([, name = '', value = '']): [string, string] => [name, value])
    .filter(([name]) => !/^CMAKE_|^PYTHON_/i.test(name));
}

const SETTINGS = ['tool.scikit-build.cmake.define', 'tool.py-build-cmake.cmake.options'];

function settingsOf({ pyproject }: PythonProject): [string, string | undefined][] {
  return SETTINGS.flatMap((path) => {
    const table = pyproject?.table.table(path);
    return (table?.keys ?? []).map((name): [string, string | undefined] => {
      const value = table?.at([name]);
      const isPlain = ['string', 'boolean', 'number'].includes(typeof value);
      // `{env = "X", default = "ON"}`
      const text = isPlain ? String(value) : table?.string([name, 'default']);
      return [name, text === 'true' ? 'ON' : text === 'false' ? 'OFF' : text];
    });
  });
}

function usesScikitBuild({ merged }: PythonProject): boolean {
  return (merged.buildRequires ?? []).some(({ name }) => /^scikit[-_.]build([-_.]core)?$/i.test(name));
}

function scikitBuild({ merged }: PythonProject): Record<string, string> {
  return {
    SKBUILD: '2',
    SKBUILD_STATE: 'wheel',
    ...(merged.name !== undefined && { SKBUILD_PROJECT_NAME: merged.name }),
    ...(merged.version !== undefined && { SKBUILD_PROJECT_VERSION: merged.version }),
  };
}
