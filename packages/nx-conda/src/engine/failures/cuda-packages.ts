/** conda-forge's packages for CUDA's libraries and headers, from the tests of their feedstocks (CUDA 12). */
const LIBRARIES: Record<string, string> = {
  libcudart: 'cuda-cudart',
  libnvrtc: 'cuda-nvrtc',
  'libnvrtc-builtins': 'cuda-nvrtc',
  libcublas: 'libcublas',
  libcublasLt: 'libcublas',
  libcusparse: 'libcusparse',
  libcusolver: 'libcusolver',
  libcurand: 'libcurand',
  libcufft: 'libcufft',
  libnvJitLink: 'libnvjitlink',
  libnvToolsExt: 'cuda-nvtx',
  libcudnn: 'libcudnn',
  libnccl: 'nccl',
};

const HEADERS: [RegExp, string][] = [
  [/^(cuda|cuda_runtime|cuda_runtime_api)\.h$/, 'cuda-cudart-dev'],
  [/^cublas(_v2|Lt|Xt)?\.h$/, 'libcublas-dev'],
  [/^cusparse\.h$/, 'libcusparse-dev'],
  [/^cusolver\w*\.h$/, 'libcusolver-dev'],
  [/^curand\w*\.h$/, 'libcurand-dev'],
  [/^cufft\w*\.h$/, 'libcufft-dev'],
  [/^nvrtc\.h$/, 'cuda-nvrtc-dev'],
  [/^nvJitLink\.h$/, 'libnvjitlink-dev'],
  [/^(nvtx3\/.*|nvToolsExt\w*)\.(h|hpp)$/, 'cuda-nvtx-dev'],
  [/^(thrust|cub|nv)\//, 'cuda-cccl'],
  [/^cuda_profiler_api\.h$/, 'cuda-profiler-api'],
  [/^nvml\.h$/, 'cuda-nvml-dev'],
  [/^cupti\w*\.h$/, 'cuda-cupti-dev'],
  [/^cudnn\w*\.h$/, 'libcudnn-dev'],
  [/^nccl\.h$/, 'nccl'],
];

/** @param library a file name like `libnvrtc.so.12`. */
export function packageOfLibrary(library: string): string | undefined {
  return LIBRARIES[library.replace(/\.so.*$/, '')];
}

/** @param header as in `#include`, like `thrust/sort.h`. */
export function packageOfHeader(header: string): string | undefined {
  return HEADERS.find(([pattern]) => pattern.test(header))?.[1];
}
