import { cudaIncludes } from './includes';
import { devPackageOfLibrary, packageOfHeader } from '../../knowledge/cuda-packages';
import { includesTorchContext } from '../../knowledge/torch-headers';
import { builtFiles, type SourceFile } from '../source-files';
import type { SourceFolder } from '../source-folder';

const COMPILED = /\.(c|cc|cpp|cxx|cu|cuh|h|hh|hpp|hxx|inl)$/;

/** CUDA's -dev packages whose headers the sources include; conditional includes do not count. */
export function cudaDevPackages(source: SourceFolder, generatesSources: boolean): string[] {
  const included = cudaIncludes(sourcesOf(source))
    .filter(({ isConditional }) => !isConditional)
    .map(({ dev }) => dev);
  const generated = generatesSources ? neededByPython(source) : [];
  return [...new Set([...included, ...generated])].sort();
}

/** Whether sources include PyTorch headers that include headers of CUDA's libraries. */
export function includesTorch(source: SourceFolder): boolean {
  return sourcesOf(source).some(({ text }) => includesTorchContext(text));
}

function sourcesOf(source: SourceFolder): SourceFile[] {
  return builtFiles(source, (name) => COMPILED.test(name));
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
