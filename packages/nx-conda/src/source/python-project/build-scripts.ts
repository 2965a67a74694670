import { posix } from 'node:path';
import { wrappedBackend } from '../../knowledge/build-backends';
import type { SourceFolder } from '../source-folder';
import type { Pyproject } from './read-pyproject';
import type { Table } from './toml';

/** A Python file that a build runs, and what runs it. */
export interface BuildScript {
  /** Relative to the source. */
  file: string;
  /** A build backend in the source itself: its functions do far more than build. */
  isBackend: boolean;
}

/**
 * The Python files of a source that the build of a wheel runs: setup.py, scripts of Poetry, hooks of Hatch and PDM,
 * project.py of SIP, a build backend in the source, and the scripts of cffi.
 * @param folder of the build file, relative to the source; '' for the top
 */
export function buildScripts(
  source: SourceFolder,
  folder: string,
  pyproject: Pyproject | undefined,
): BuildScript[] {
  const named = [
    ...(runsSetupPy(pyproject) ? ['setup.py', ...cffiScripts(source, folder)] : []),
    ...(pyproject ? scriptsOf(pyproject) : []),
  ];
  const backend = pyproject === undefined ? [] : backendFiles(pyproject);
  const files = [
    ...named.map((name) => ({ file: posix.join(folder, name), isBackend: false })),
    ...backend.map((name) => ({ file: posix.join(folder, name), isBackend: true })),
  ];
  return files.filter(({ file }) => source.has(file));
}

/** Whether the build runs setup.py, if there is one. Backends unknown here most often call setuptools. */
export function runsSetupPy(pyproject: Pyproject | undefined): boolean {
  const backend = wrappedBackend(pyproject?.backend ?? '');
  const isOwn = pyproject?.table.has('build-system.backend-path') === true;
  return !backend || backend.runsSetupPy === true || isOwn;
}

function scriptsOf({ backend = '', table }: Pyproject): string[] {
  const scripts: Readonly<Record<string, (table: Table) => string[]>> = {
    poetry: poetryScripts,
    hatchling: hatchScripts,
    pdm: pdmScripts,
    sipbuild: () => ['project.py'],
    pymsbuild: () => ['_msbuild.py'],
  };
  return scripts[wrappedBackend(backend)?.module ?? '']?.(table) ?? [];
}

function poetryScripts(table: Table): string[] {
  const script = table.string('tool.poetry.build') ?? table.string('tool.poetry.build.script');
  return script === undefined ? [] : [script];
}

/** Hooks of sdists do not run for a wheel. */
function hatchScripts(table: Table): string[] {
  return ['tool.hatch.build', 'tool.hatch.build.targets.wheel', 'tool.hatch.metadata']
    .map((path) => `${path}.hooks.custom`)
    .filter((path) => table.has(path) && table.at(`${path}.enable-by-default`) !== false)
    .map((path) => table.string(`${path}.path`) ?? 'hatch_build.py');
}

function pdmScripts(table: Table): string[] {
  const hook = table.string('tool.pdm.build.custom-hook') ?? 'pdm_build.py';
  const setup = table.string('tool.pdm.build.setup-script');
  return setup === undefined ? [hook] : [hook, setup];
}

/** `build-backend = "backend.build"` with `backend-path = ["_custom"]` is _custom/backend/build.py. */
function backendFiles({ backend, table }: Pyproject): string[] {
  const folders = table.strings('build-system.backend-path') ?? [];
  const module = backend?.split(':')[0]?.replaceAll('.', '/');
  if (module === undefined || !/^[\w/]+$/.test(module)) return [];
  return folders.flatMap((folder) => [
    posix.join(folder, `${module}.py`),
    posix.join(folder, module, '__init__.py'),
  ]);
}

const MAX_SCRIPTS = 20;

/** `cffi_modules=["src/build_x.py:ffi"]` */
function cffiScripts(source: SourceFolder, folder: string): string[] {
  const text = source.read(posix.join(folder, 'setup.py')) ?? '';
  if (!/\bcffi_modules\b/.test(text)) return [];
  return [...text.matchAll(/["']([\w./-]{1,200}\.py):\w+["']/g)]
    .map(([, name = '']) => name)
    .slice(0, MAX_SCRIPTS);
}
