/**
 * conda-forge's packages for CUDA's libraries, since CUDA 12: the names, headers and libraries are from the tests of
 * their feedstocks (libcublas, libcusparse, ... -feedstock), the rest from NVIDIA's layout of the toolkit.
 */

export interface CudaLibrary {
  /** For compiling and linking, in host. Exports `runtime`. */
  dev: string;
  /** For running; undefined if the driver provides it or nothing is needed. */
  runtime?: string;
  /** Headers as in `#include`. */
  headers?: RegExp;
  /** Names after `-l`, and between `lib` and `.so`. */
  libraries?: string[];
}

export const CUDA_LIBRARIES: readonly CudaLibrary[] = [
  {
    dev: 'cuda-cudart-dev',
    runtime: 'cuda-cudart',
    headers:
      /^(cuda|cuda_runtime|cuda_runtime_api|cuda_fp16|cuda_bf16|device_launch_parameters)\.h$|^cooperative_groups(\/.*)?\.h$/,
    libraries: ['cudart'],
  },
  {
    dev: 'cuda-nvrtc-dev',
    runtime: 'cuda-nvrtc',
    headers: /^nvrtc\.h$/,
    libraries: ['nvrtc', 'nvrtc-builtins'],
  },
  {
    dev: 'libcublas-dev',
    runtime: 'libcublas',
    headers: /^(cublas(_v2|_api|Lt|Xt)?|nvblas)\.h$/,
    libraries: ['cublas', 'cublasLt', 'nvblas'],
  },
  { dev: 'libcusparse-dev', runtime: 'libcusparse', headers: /^cusparse(_v2)?\.h$/, libraries: ['cusparse'] },
  {
    dev: 'libcusolver-dev',
    runtime: 'libcusolver',
    headers: /^cusolver\w*\.h$/,
    libraries: ['cusolver', 'cusolverMg'],
  },
  { dev: 'libcurand-dev', runtime: 'libcurand', headers: /^curand\w*\.h$/, libraries: ['curand'] },
  { dev: 'libcufft-dev', runtime: 'libcufft', headers: /^cufft\w*\.h$/, libraries: ['cufft', 'cufftw'] },
  {
    dev: 'libnvjitlink-dev',
    runtime: 'libnvjitlink',
    headers: /^nvJitLink\.h$/,
    libraries: ['nvJitLink'],
  },
  {
    dev: 'cuda-nvtx-dev',
    runtime: 'cuda-nvtx',
    headers: /^(nvtx3\/.*|nvToolsExt\w*)\.(h|hpp)$/,
    libraries: ['nvToolsExt'],
  },
  { dev: 'cuda-cupti-dev', runtime: 'cuda-cupti', headers: /^cupti\w*\.h$/, libraries: ['cupti'] },
  { dev: 'libnpp-dev', runtime: 'libnpp', headers: /^nppi?\w*\.h$/ },
  { dev: 'libnvjpeg-dev', runtime: 'libnvjpeg', headers: /^nvjpeg\.h$/, libraries: ['nvjpeg'] },
  { dev: 'libcufile-dev', runtime: 'libcufile', headers: /^cufile\.h$/, libraries: ['cufile'] },
  { dev: 'libcudnn-dev', runtime: 'libcudnn', headers: /^cudnn\w*\.h$/, libraries: ['cudnn'] },
  { dev: 'nccl', runtime: 'nccl', headers: /^nccl\.h$/, libraries: ['nccl'] },
  { dev: 'cuda-cccl', headers: /^(thrust|cub|nv)\/|^cuda\/std\// },
  { dev: 'cuda-profiler-api', headers: /^cuda_profiler_api\.h$/ },
  { dev: 'cuda-nvml-dev', headers: /^nvml\.h$/, libraries: ['nvidia-ml'] },
  { dev: 'cuda-driver-dev', libraries: ['cuda'] },
];

/** The conda package with a shared library for run time. @param library a file name like `libnvrtc.so.12`. */
export function packageOfLibrary(library: string): string | undefined {
  const name = library.replace(/^lib/, '').replace(/\.so.*$/, '');
  return CUDA_LIBRARIES.find(({ libraries }) => libraries?.includes(name))?.runtime;
}

/** The package that exports a run-time package of CUDA; itself if one package is both. */
export function devPackageOf(runtime: string): string | undefined {
  return CUDA_LIBRARIES.find((library) => library.runtime === runtime)?.dev;
}

/** The conda package to link a library from. @param library as after `-l`: `cublas`. */
export function devPackageOfLibrary(library: string): string | undefined {
  return CUDA_LIBRARIES.find(({ libraries }) => libraries?.includes(library))?.dev;
}

/** The conda package with a header. @param header as in `#include`, like `thrust/sort.h`. */
export function packageOfHeader(header: string): string | undefined {
  return CUDA_LIBRARIES.find(({ headers }) => headers?.test(header))?.dev;
}
