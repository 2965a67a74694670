import { CUDA_LIBRARIES, packageOfHeader, packageOfLibrary } from './cuda-packages';

describe('packageOfHeader', () => {
  it.each([
    ['cuda_runtime.h', 'cuda-cudart-dev'],
    ['cooperative_groups/reduce.h', 'cuda-cudart-dev'],
    ['cublas_v2.h', 'libcublas-dev'],
    ['cublasLt.h', 'libcublas-dev'],
    ['cusolverDn.h', 'libcusolver-dev'],
    ['curand_kernel.h', 'libcurand-dev'],
    ['nvrtc.h', 'cuda-nvrtc-dev'],
    ['nvToolsExt.h', 'cuda-nvtx-dev'],
    ['nvtx3/nvtx3.hpp', 'cuda-nvtx-dev'],
    ['thrust/sort.h', 'cuda-cccl'],
    ['cub/cub.cuh', 'cuda-cccl'],
    ['cuda/std/tuple', 'cuda-cccl'],
    ['cudnn_frontend/x.h', undefined],
    ['my_cublas.h', undefined],
    ['', undefined],
  ])('%s: %s', (header, expected) => {
    expect(packageOfHeader(header)).toBe(expected);
  });
});

describe('packageOfLibrary', () => {
  it.each([
    ['libnvrtc.so.12', 'cuda-nvrtc'],
    ['libnvrtc-builtins.so.12.6', 'cuda-nvrtc'],
    ['libcublasLt.so.12', 'libcublas'],
    ['libcuda.so.1', undefined],
    ['libz.so.1', undefined],
  ])('%s: %s', (library, expected) => {
    expect(packageOfLibrary(library)).toBe(expected);
  });

  it('knows no library and no package twice', () => {
    const all = CUDA_LIBRARIES.flatMap(({ libraries = [] }) => libraries);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(CUDA_LIBRARIES.map(({ dev }) => dev)).size).toBe(CUDA_LIBRARIES.length);
  });
});
