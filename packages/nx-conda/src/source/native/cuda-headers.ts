import { cudaIncludes } from './includes';
import { devPackageOfLibrary, packageOfHeader } from '../../knowledge/cuda-packages';
import { builtFiles } from '../source-files';
import type { SourceFolder } from '../source-folder';

const COMPILED = /\.(c|cc|cpp|cxx|cu|cuh|h|hh|hpp|hxx|inl)$/;

/** PyTorch's own headers include these: ATen/cuda/CUDAContextLight.h. */
export const TORCH_NEEDS = ['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'];

/** CUDA's -dev packages whose headers the sources include; conditional includes do not count. */
export function cudaDevPackages(source: SourceFolder, generatesSources: boolean): string[] {
  const included = cudaIncludes(builtFiles(source, (name) => COMPILED.test(name)))
    .filter(({ isConditional }) => !isConditional)
    .map(({ dev }) => dev);
  const generated = generatesSources ? neededByPython(source) : [];
  return [...new Set([...included, ...generated])].sort();
}

/** pccm writes C++ from Python: `code.add_include("cuda_runtime_api.h")`, `add_libraries("nvrtc", "dl")`. */
function neededByPython(source: SourceFolder): string[] {
  return builtFiles(source, (name) => name.endsWith('.py')).flatMap((file) => {
    const text = file.text.replace(/^[ \t]*#(?![ \t]*include\b).*$/gm, '');
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
