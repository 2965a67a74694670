import { join } from 'node:path';
import { cudaIncludes } from './includes';
import { devPackageOfLibrary, packageOfHeader } from '../../knowledge/cuda-packages';
import type { SourceFolder } from '../source-folder';

const COMPILED = /\.(c|cc|cpp|cxx|cu|cuh|h|hh|hpp|hxx|inl)$/;
const OTHER =
  /(^|\/)(tests?|examples?|samples?|docs?|benchmarks?|third_?party|3rdparty|external|extern|vendor)\//i;
const MAX_FILES = 3000;
const MAX_SIZE = 300_000;

/** PyTorch's own headers include these: ATen/cuda/CUDAContextLight.h. */
export const TORCH_NEEDS = ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'];

/** CUDA's -dev packages whose headers the sources include; conditional includes do not count. */
export function cudaDevPackages(source: SourceFolder, generatesSources: boolean): string[] {
  const files = source.files
    .filter((name) => COMPILED.test(name) && !OTHER.test(name))
    .slice(0, MAX_FILES)
    .map((name) => ({ name, path: join(source.folder, name), text: source.read(name, MAX_SIZE) ?? '' }));
  const included = cudaIncludes(files)
    .filter(({ isConditional }) => !isConditional)
    .map(({ dev }) => dev);
  const generated = generatesSources ? neededByPython(source) : [];
  return [...new Set([...included, ...generated])].sort();
}

/** pccm writes C++ from Python: `code.add_include("cuda_runtime_api.h")`, `add_libraries("nvrtc", "dl")`. */
function neededByPython(source: SourceFolder): string[] {
  const files = source.files.filter((name) => name.endsWith('.py') && !OTHER.test(name)).slice(0, MAX_FILES);
  return files.flatMap((name) => {
    const text = (source.read(name, MAX_SIZE) ?? '').replace(/^[ \t]*#(?![ \t]*include\b).*$/gm, '');
    const headers = text.matchAll(
      /add_include\(\s*["']([^"'\n]+)["']|^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm,
    );
    const calls = text.matchAll(/add_(?:public_)?libraries\(([^()\n]*)\)/g);
    const libraries = [...calls].flatMap(([, names = '']) => names.match(/[\w-]+/g) ?? []);
    return [
      ...[...headers].flatMap(([, header, other]) => packageOfHeader(header ?? other ?? '') ?? []),
      ...libraries.flatMap((library) => devPackageOfLibrary(library) ?? []),
    ];
  });
}
