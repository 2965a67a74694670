import type { Pyproject } from '../python-project/read-pyproject';
import type { SourceFolder } from '../source-folder';

const NOT_BUILT = /(^|\/)(tests?|examples?|docs?|benchmarks?)\//i;

/** Whether a build backend in the source itself compiles Cython: it requires Cython only when it runs. */
export function hasOwnCythonBuild(source: SourceFolder, pyproject: Pyproject | undefined): boolean {
  const hasOwnBackend = pyproject?.table.has('build-system.backend-path') ?? false;
  return hasOwnBackend && source.files.some((name) => name.endsWith('.pyx') && !NOT_BUILT.test(name));
}
