import type { Pyproject } from '../python-project/read-pyproject';
import type { SourceFolder } from '../source-folder';

const NOT_BUILT = /(^|\/)(tests?|examples?|docs?|benchmarks?)\//i;

/** Whether a build backend in the source itself compiles Cython: it requires Cython only when it runs. */
export function hasOwnCythonBuild(source: SourceFolder, pyproject: Pyproject | undefined): boolean {
  const hasOwnBackend = pyproject?.table.has('build-system.backend-path') ?? false;
  return hasOwnBackend && source.files.some((name) => name.endsWith('.pyx') && !NOT_BUILT.test(name));
}

/** Whether Cython sources are there without the C code that Cython makes of them. */
export function hasOnlyCython(source: SourceFolder): boolean {
  return source.files.some((name) => {
    if (!name.endsWith('.pyx') || NOT_BUILT.test(name)) return false;
    const base = name.slice(0, -'.pyx'.length);
    return !['.c', '.cpp', '.cxx'].some((suffix) => source.has(`${base}${suffix}`));
  });
}
