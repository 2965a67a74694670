import type { CudaFacts } from '../source-facts';
import type { SourceFolder } from '../source-folder';

/** Not part of a package. */
const NOT_PACKAGED = /(^|\/)(tests?|testing|examples?|samples?|tutorials?|docs?|benchmarks?|bench)\//i;
/** CMake builds these in place, but Python projects usually take only headers from them. */
const OTHERS = /(^|\/)(third_?party|3rdparty|external|extern|vendor)\//i;
/** Code that ends as text, or as a file, instead of as a section of a library. */
const OTHER_FORM =
  /\b(?:CUDA_(?:PTX|CUBIN|FATBIN|OPTIX)_COMPILATION|cuda_compile_(?:ptx|cubin|fatbin)\w*)\b/i;
const MAX_CMAKE_FILES = 50;

/** Whether a build with CUDA certainly puts code for GPUs into the libraries of the package. */
export function hasDeviceCode(source: SourceFolder, builtBy: CudaFacts['builtBy']): boolean {
  const kernels = source.files.filter((name) => name.endsWith('.cu') && !NOT_PACKAGED.test(name));
  if (!kernels.some((name) => builtBy === 'cmake' || !OTHERS.test(name))) return false;
  if (!hasKernels(source)) return false;
  const ofCmake = source.files.filter((name) => /(^|\/)(CMakeLists\.txt|[^/]+\.cmake)$/.test(name));
  return !ofCmake.slice(0, MAX_CMAKE_FILES).some((name) => OTHER_FORM.test(source.read(name) ?? ''));
}

/** Kernels of its own, or of templates and macros, outside of texts: NVRTC compiles texts when the package runs. */
const KERNEL =
  /^[^"'\n]{0,500}?(?:\b__global__\b|<<<|\b(?:thrust|cub|cutlass|cute|raft|rmm)(?:::|\/)|\w*KERNEL\w*\()/m;
const SOURCE = /\.(cuh?|h|hh|hpp|hxx|inl|inc|in|jinja|template)$/;
const MAX_FILES = 2000;

/** Files for nvcc may only call CUDA. True if there are too many files. */
function hasKernels(source: SourceFolder): boolean {
  const files = source.files.filter((name) => SOURCE.test(name) && !NOT_PACKAGED.test(name));
  return files.length > MAX_FILES || files.some((name) => KERNEL.test(source.read(name) ?? '__global__'));
}
