import { posix } from 'node:path';
import type { PythonProject } from '../python-project/python-project';
import type { SourceFolder } from '../source-folder';

const IMPORT = /^[ \t]*from[ \t]+([\w.]{1,200})[ \t]+import\b/gm;
const KERNEL = /\bcuda_global_function\b/;
const MAX_IMPORTS = 200;

/**
 * Whether pccm certainly writes kernels that nvcc compiles during the build: a module of the source that setup.py itself
 * imports declares one. Other modules may write kernels that are compiled when the package runs.
 */
export function writesKernels(source: SourceFolder, project: PythonProject | undefined): boolean {
  if (!project?.extensions.builders.includes('pccm')) return false;
  const setup = source.read(posix.join(project.folder, 'setup.py')) ?? '';
  const modules = [...setup.matchAll(IMPORT)].slice(0, MAX_IMPORTS).map(([, name = '']) => name);
  return [...new Set(modules)].some((name) => {
    const path = posix.join(project.folder, name.replaceAll('.', '/'));
    return [`${path}.py`, `${path}/__init__.py`].some((file) => KERNEL.test(source.read(file) ?? ''));
  });
}
