import { ExplainedError } from '../../explained-error';
import type { SourceFacts } from '../../source/source-facts';

export type RecipeKind = 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';

/**
 * Detects the kind of recipe that a source needs.
 * @throws ExplainedError if it cannot be detected
 */
export function detectKind({ python, cmake, cuda, isHeaderOnly }: SourceFacts): RecipeKind {
  const usesCuda = cuda !== undefined && cuda.cmake?.need !== 'option';
  if (python?.project !== undefined) return usesCuda ? 'cuda-extension' : 'python';
  // A library with a few Python scripts is built by CMake; Python code without a build system is copied.
  if (cmake) return 'cmake';
  if (python && python.imports.length > 0) return 'research';
  if (isHeaderOnly) return 'header-only';
  throw new ExplainedError(
    'Cannot detect how to build the source: it contains no pyproject.toml or setup.py, no CMakeLists.txt, no Python package, and no include folder.',
    [
      'Set --kind to python, cuda-extension, cmake, research, header-only or meta.',
      'If the code is in a subfolder of the source, pass this subfolder with --from=path:<folder>. If the source is on PyPI or in a Git repository, make a local copy first.',
    ],
  );
}
