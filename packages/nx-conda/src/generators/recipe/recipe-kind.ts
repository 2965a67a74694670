import { ExplainedError } from '../../explained-error';
import type { SourceFacts } from '../../source/source-facts';

export type RecipeKind = 'python' | 'cuda-extension' | 'cmake' | 'research' | 'header-only' | 'meta';

/**
 * What kind of recipe a source needs.
 * @throws ExplainedError where it has nothing to tell it by
 */
export function detectKind({ python, cmake, cuda, isHeaderOnly }: SourceFacts): RecipeKind {
  if (python?.project !== undefined) return cuda && cuda.builtBy !== 'cmake' ? 'cuda-extension' : 'python';
  // A library with a few scripts in Python is built by CMake; a folder of Python with nothing to build it is copied.
  if (cmake) return 'cmake';
  if (python && python.imports.length > 0) return 'research';
  if (isHeaderOnly) return 'header-only';
  throw new ExplainedError(
    'Nothing in the source says how it is built: no pyproject.toml or setup.py, no CMakeLists.txt, no Python package, no include folder.',
    [
      'Say what it is: --kind=python, cuda-extension, cmake, research, header-only or meta.',
      'If the source is in a folder below, give that one: --from=path:<folder>.',
    ],
  );
}
