import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';
import type { Pyproject } from './read-pyproject';

/** A Python file that a build runs, and what runs it. */
export interface BuildScript {
  /** Relative to the top folder. */
  file: string;
  /** A build backend in the source itself: its functions do far more than build. */
  isBackend: boolean;
}

/**
 * The Python files of a source that a build runs: setup.py, scripts of Poetry, hooks of Hatch and PDM, a build backend
 * in the source, and the scripts of cffi.
 * @param folder of the build file, relative to the source; '' for the top
 */
export function buildScripts(
  source: SourceFolder,
  folder: string,
  pyproject: Pyproject | undefined,
): BuildScript[] {
  const named = [
    ...(usesSetuptools(pyproject) ? ['setup.py', ...cffiScripts(source, folder)] : []),
    ...(pyproject ? scriptsOf(pyproject) : []),
  ];
  const backend = pyproject === undefined ? [] : backendFiles(pyproject);
  const files = [
    ...named.map((name) => ({ file: posix.join(folder, name), isBackend: false })),
    ...backend.map((name) => ({ file: posix.join(folder, name), isBackend: true })),
  ];
  return files.filter(({ file }) => source.has(file));
}

/** Other backends, like meson-python, do not run setup.py. */
function usesSetuptools(pyproject: Pyproject | undefined): boolean {
  const backend = pyproject?.backend;
  return (
    backend === undefined ||
    /^setuptools\b/.test(backend) ||
    pyproject?.table.has('build-system.backend-path') === true
  );
}

function scriptsOf({ backend = '', table }: Pyproject): string[] {
  const poetry = table.string('tool.poetry.build') ?? table.string('tool.poetry.build.script');
  const hatch = ['tool.hatch.build', 'tool.hatch.build.targets.wheel', 'tool.hatch.build.targets.sdist']
    .map((path) => `${path}.hooks.custom`)
    .concat('tool.hatch.metadata.hooks.custom')
    .filter((path) => table.has(path))
    .map((path) => table.string(`${path}.path`) ?? 'hatch_build.py');
  const pdm = [
    table.string('tool.pdm.build.custom-hook') ?? 'pdm_build.py',
    table.string('tool.pdm.build.setup-script'),
  ];
  const all = [
    ...(backend.startsWith('poetry') ? [poetry] : []),
    ...(backend.startsWith('hatch') ? hatch : []),
    ...(backend.startsWith('pdm') ? pdm : []),
  ];
  return all.filter((one) => one !== undefined);
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
