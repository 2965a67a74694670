import { wrappedBackend } from '../../../knowledge/build-backends';
import type { Pyproject } from '../../python-project/read-pyproject';
import type { Table } from '../../python-project/toml';
import type { SourceFolder } from '../../source-folder';
import { hasNativeSources } from './source-languages';

/** What the settings of a build backend say about compiling. */
export interface BuildSettings {
  /** Settings that make a wheel for one platform: `tool.poetry.build in pyproject.toml`. */
  evidence?: string;
  languages: string[];
}

const NONE: BuildSettings = { languages: [] };

/** @param folder of pyproject.toml, relative to the source */
export function buildSettings(
  source: SourceFolder,
  folder: string,
  pyproject: Pyproject | undefined,
): BuildSettings {
  if (!pyproject) return NONE;
  const found = settingsOf(pyproject);
  const compiler = wrappedBackend(pyproject.backend ?? '')?.compiler ?? '';
  const isBuilt = pyproject.table.has('tool.cibuildwheel') && !FILES_TELL.has(compiler);
  return found.evidence !== undefined || !isBuilt || !hasNativeSources(source, folder)
    ? found
    : { ...found, evidence: 'tool.cibuildwheel in pyproject.toml' };
}

/** Their files tell what is compiled. */
const FILES_TELL: ReadonlySet<string> = new Set(['cargo', 'cmake', 'meson']);

function settingsOf({ backend = '', table }: Pyproject): BuildSettings {
  const settings: Readonly<Record<string, (table: Table) => BuildSettings>> = {
    poetry: poetrySettings,
    hatchling: hatchSettings,
    pdm: pdmSettings,
    sipbuild: () => ({ languages: ['cxx'] }),
  };
  return (
    settings[wrappedBackend(backend)?.module ?? '']?.(table) ?? { languages: setuptoolsLanguages(table) }
  );
}

/** Poetry makes a wheel for one platform if there is a build script, whatever the script does. */
function poetrySettings(table: Table): BuildSettings {
  const script = table.string('tool.poetry.build') ?? table.string('tool.poetry.build.script');
  return script === undefined ? NONE : { evidence: 'tool.poetry.build in pyproject.toml', languages: [] };
}

/**
 * Hooks of Hatch that compile; those for versions, texts and JavaScript do not. The hook scikit-build is not here: the
 * build then requires scikit-build-core, which tells that CMake compiles.
 */
const COMPILING: ReadonlyMap<string, string[]> = new Map([
  ['mypyc', ['c']],
  ['cython', []],
  ['rust', ['rust']],
  ['maturin', ['rust']],
  ['zig', []],
  ['ziglang', []],
  ['cpp', ['cxx']],
  ['cmake', []],
  ['nanobind', ['cxx']],
  ['pybind11', ['cxx']],
  ['cffi', ['c']],
]);

function hatchSettings(table: Table): BuildSettings {
  const hooks = ['tool.hatch.build.hooks', 'tool.hatch.build.targets.wheel.hooks'].map((path) =>
    table.table(path),
  );
  // A hook with `enable-by-default = false` only runs if an environment variable enables it.
  const names = hooks.flatMap((hook) =>
    hook.keys.filter((name) => hook.at([name, 'enable-by-default']) !== false),
  );
  const compiling = names.find((name) => COMPILING.has(name));
  return {
    ...(compiling !== undefined && { evidence: `the build hook ${compiling} in pyproject.toml` }),
    languages: names.flatMap((name) => COMPILING.get(name) ?? []),
  };
}

function pdmSettings(table: Table): BuildSettings {
  const build = table.table('tool.pdm.build');
  const setting = ['is-purelib', 'run-setuptools'].find(
    (key) => build.at(key) === (key === 'run-setuptools'),
  );
  return {
    ...(setting !== undefined && { evidence: `tool.pdm.build.${setting} in pyproject.toml` }),
    languages: [],
  };
}

/** setuptools-rust reads `[[tool.setuptools-rust.ext-modules]]`. */
function setuptoolsLanguages(table: Table): string[] {
  return table.has('tool.setuptools-rust') ? ['rust'] : [];
}
