import { cudaPackageOfFind, devPackagesOfTarget } from './cuda-targets';

describe('devPackagesOfTarget', () => {
  it.each([
    ['CUDA::cudart', ['cuda-cudart-dev']],
    ['CUDA::cudart_static', ['cuda-cudart-dev']],
    ['CUDA::cuda_driver', ['cuda-driver-dev']],
    ['CUDA::cublasLt_static', ['libcublas-dev', 'libcublas-static']],
    ['CUDA::cufft_static_nocallback', ['libcufft-dev', 'libcufft-static']],
    ['CUDA::nppif', ['libnpp-dev']],
    ['CUDA::npps_static', ['libnpp-dev', 'libnpp-static']],
    ['CUDA::nvToolsExt', ['cuda-nvtx-dev']],
    ['CUDA::nvtx3', ['cuda-nvtx-dev']],
    ['CUDA::nvJitLink', ['libnvjitlink-dev']],
    ['CUDA::nvrtc_builtins', ['cuda-nvrtc-dev']],
    ['CUDA::nvml', ['cuda-nvml-dev']],
    ['CUDA::cuFile', ['libcufile-dev']],
    ['CUDA::cupti', ['cuda-cupti-dev']],
    ['CUDA::cupti_static', ['cuda-cupti-dev', 'cuda-cupti-static']],
    ['CUDA::cusolver_metis_static', ['libcusolver-dev', 'libcusolver-static']],
    ['CUDA::cuFile_rdma_static', ['libcufile-dev', 'libcufile-static']],
    ['CUDA_LIBRARIES', ['cuda-cudart-dev']],
    ['CUDA_CUDA_LIBRARY', ['cuda-driver-dev']],
    ['CUDA_cublas_LIBRARY', ['libcublas-dev']],
    ['CUDA_CUFFT_LIBRARIES', ['libcufft-dev']],
    ['CUDA_nppi_LIBRARY', ['libnpp-dev']],
    ['cudnn', ['libcudnn-dev']],
    ['CUDA::constructor', []],
    ['png', []],
  ])('%s', (name, packages) => {
    expect(devPackagesOfTarget(name)).toEqual(packages);
  });
});

it('knows packages of CUDA in find_package', () => {
  expect(['CUDNN', 'NCCL', 'Thrust', 'ZLIB', 'constructor'].map(cudaPackageOfFind)).toEqual([
    'libcudnn-dev',
    'nccl',
    'cuda-cccl',
    undefined,
    undefined,
  ]);
});
