import { posix } from 'node:path';
import type { Pyproject } from '../../python-project/read-pyproject';
import type { Table } from '../../python-project/toml';
import type { SourceFolder } from '../../source-folder';
import { hasNativeSources } from './source-languages';

/** The scripts that a build backend other than setuptools runs, and what its settings say about compiling. */
export interface BuildHooks {
  /** Relative to the source. */
  scripts: string[];
  /** Settings that make a wheel for one platform: `tool.poetry.build in pyproject.toml`. */
  evidence?: string;
  languages: string[];
}

const NONE: BuildHooks = { scripts: [], languages: [] };
/** Backends that do not run setup.py. */
const OTHER_BACKENDS =
  /^(poetry|flit|hatchling|pdm|uv_build|maturin|mesonpy|scikit_build_core|sipbuild|whey|trampolim)/;

/** Whether the build runs setup.py, if there is one. */
export function runsSetupPy(pyproject: Pyproject | undefined): boolean {
  return !OTHER_BACKENDS.test(pyproject?.backend ?? '') || hasOwnBackend(pyproject);
}

function hasOwnBackend(pyproject: Pyproject | undefined): boolean {
  return pyproject?.table.has('build-system.backend-path') ?? false;
}

/** @param folder of pyproject.toml, relative to the source */
export function buildHooks(
  source: SourceFolder,
  folder: string,
  pyproject: Pyproject | undefined,
): BuildHooks {
  if (!pyproject) return NONE;
  const hooks = hooksOf(source, folder, pyproject);
  const own = ownBackend(pyproject).map((name) => posix.join(folder, name));
  const found = { ...hooks, scripts: [...hooks.scripts.map((name) => posix.join(folder, name)), ...own] };
  const isBuilt =
    pyproject.table.has('tool.cibuildwheel') && !COMPILING_BACKENDS.test(pyproject.backend ?? '');
  return found.evidence !== undefined || !isBuilt || !hasNativeSources(source, folder)
    ? found
    : { ...found, evidence: 'tool.cibuildwheel in pyproject.toml' };
}

/** Their own files tell what they compile. */
const COMPILING_BACKENDS = /^(maturin|mesonpy|scikit_build_core|py_build_cmake)/;

function hooksOf(source: SourceFolder, folder: string, { backend = '', table }: Pyproject): BuildHooks {
  // poetry_dynamic_versioning.backend runs Poetry.
  if (backend.startsWith('poetry')) return poetryHooks(table);
  if (backend.startsWith('hatch')) return hatchHooks(source, folder, table);
  if (backend.startsWith('pdm')) return pdmHooks(table);
  return { scripts: [], languages: backend.startsWith('sipbuild') ? ['cxx'] : setuptoolsLanguages(table) };
}

/** Poetry makes a wheel for one platform if there is a build script, whatever the script does. */
function poetryHooks(table: Table): BuildHooks {
  const script = table.string('tool.poetry.build') ?? table.string('tool.poetry.build.script');
  if (script === undefined) return NONE;
  return { scripts: [script], evidence: 'tool.poetry.build in pyproject.toml', languages: [] };
}

/** Hooks of Hatch that compile; those for versions, texts and JavaScript do not. */
const COMPILING: ReadonlyMap<string, string[]> = new Map([
  ['mypyc', ['c']],
  ['cython', []],
  ['rust', ['rust']],
  ['maturin', ['rust']],
  ['zig', []],
  ['ziglang', []],
  ['cpp', ['cxx']],
  ['cmake', []],
  ['scikit-build', []],
  ['nanobind', ['cxx']],
  ['pybind11', ['cxx']],
  ['cffi', ['c']],
]);

function hatchHooks(source: SourceFolder, folder: string, table: Table): BuildHooks {
  const hooks = ['tool.hatch.build.hooks', 'tool.hatch.build.targets.wheel.hooks'].map((path) =>
    table.table(path),
  );
  // A hook with `enable-by-default = false` only runs if an environment variable enables it.
  const names = hooks.flatMap((hook) =>
    hook.keys.filter((name) => hook.at([name, 'enable-by-default']) !== false),
  );
  const compiling = names.find((name) => COMPILING.has(name));
  const scripts = hooks.flatMap((hook) =>
    hook.has('custom') ? [hook.string(['custom', 'path']) ?? 'hatch_build.py'] : [],
  );
  return {
    scripts: scripts.filter((name) => source.has(posix.join(folder, name))),
    ...(compiling !== undefined && { evidence: `the build hook ${compiling} in pyproject.toml` }),
    languages: names.flatMap((name) => COMPILING.get(name) ?? []),
  };
}

function pdmHooks(table: Table): BuildHooks {
  const build = table.table('tool.pdm.build');
  const scripts = [build.string('custom-hook') ?? 'pdm_build.py', build.string('setup-script')];
  const setting = ['is-purelib', 'run-setuptools'].find(
    (key) => build.at(key) === (key === 'run-setuptools'),
  );
  return {
    scripts: scripts.filter((name) => name !== undefined),
    ...(setting !== undefined && { evidence: `tool.pdm.build.${setting} in pyproject.toml` }),
    languages: [],
  };
}

/** `build-backend = "backend.build"` with `backend-path = ["_custom"]` is _custom/backend/build.py. */
function ownBackend({ backend, table }: Pyproject): string[] {
  const module = backend?.split(':')[0]?.replaceAll('.', '/');
  if (module === undefined || !/^[\w/]+$/.test(module)) return [];
  return (table.strings('build-system.backend-path') ?? []).flatMap((folder) => [
    posix.join(folder, `${module}.py`),
    posix.join(folder, module, '__init__.py'),
  ]);
}

/** setuptools-rust reads `[[tool.setuptools-rust.ext-modules]]`. */
function setuptoolsLanguages(table: Table): string[] {
  return table.has('tool.setuptools-rust') ? ['rust'] : [];
}
