import type { CudaLibrary } from './cuda-library';

const cuda126 = '12.6';

/** NVRTC 12.6.85: the one that matches nvcc; PyTorch's wheel requires 12.6.77 and runs with it. */
const nvrtc: CudaLibrary = {
  name: 'cuda-nvrtc',
  distribution: 'nvidia-cuda-nvrtc-cu12',
  version: '12.6.85',
  sha256: '800927308ccc5dd6246d3f61f7fcef2ed7ec4e59e199090d360d3293f78bd5a2',
  folder: 'nvidia/cuda_nvrtc',
  cuda: cuda126,
  megabytes: 24,
};

/** Split into five packages by conda-forge: see cuda-recipes.ts. */
export const cudart: CudaLibrary = {
  name: 'cuda-cudart',
  distribution: 'nvidia-cuda-runtime-cu12',
  version: '12.6.77',
  sha256: 'a84d15d5e1da416dd4774cb42edf5e954a3e60cc945698dc1d5be02321c44dc8',
  folder: 'nvidia/cuda_runtime',
  cuda: cuda126,
  megabytes: 1,
};

/** CUDA 12.6.3 except for the run-time library; versions from NVIDIA's release notes, as in conda-forge's packages. */
export const libraries: readonly CudaLibrary[] = [
  nvrtc,
  {
    name: 'libnvjitlink',
    distribution: 'nvidia-nvjitlink-cu12',
    version: '12.6.85',
    sha256: 'eedc36df9e88b682efe4309aa16b5b4e78c2407eac59e8c10a6a47535164369a',
    folder: 'nvidia/nvjitlink',
    cuda: cuda126,
    megabytes: 20,
  },
  {
    name: 'libcublas',
    distribution: 'nvidia-cublas-cu12',
    version: '12.6.4.1',
    sha256: '08ed2686e9875d01b58e3cb379c6896df8e76c75e0d4a7f7dace3d7b6d9ef8eb',
    folder: 'nvidia/cublas',
    cuda: cuda126,
    run: ['cuda-nvrtc'],
    megabytes: 393,
  },
  {
    name: 'libcurand',
    distribution: 'nvidia-curand-cu12',
    version: '10.3.7.77',
    sha256: '99f1a32f1ac2bd134897fc7a203f779303261268a65762a623bf30cc9fe79117',
    folder: 'nvidia/curand',
    cuda: cuda126,
    megabytes: 56,
  },
  {
    name: 'libcusparse',
    distribution: 'nvidia-cusparse-cu12',
    version: '12.5.4.2',
    sha256: '23749a6571191a215cb74d1cdbff4a86e7b19f1200c071b3fcf844a5bea23a2f',
    folder: 'nvidia/cusparse',
    cuda: cuda126,
    run: ['libnvjitlink >=12.6.85,<13.0a0'],
    megabytes: 217,
  },
  {
    name: 'libcusolver',
    distribution: 'nvidia-cusolver-cu12',
    version: '11.7.1.2',
    sha256: '6cf28f17f64107a0c4d7802be5ff5537b2130bfc112f25d5a30df227058ca0e6',
    folder: 'nvidia/cusolver',
    cuda: cuda126,
    run: ['libcublas >=12.6.4.1,<13.0a0', 'libcusparse >=12.5.4.2,<13.0a0', 'libnvjitlink >=12.6.85,<13.0a0'],
    megabytes: 158,
  },
  {
    name: 'libcufft',
    distribution: 'nvidia-cufft-cu12',
    version: '11.3.0.4',
    sha256: '768160ac89f6f7b459bee747e8d175dbf53619cfe74b2a5636264163138013ca',
    folder: 'nvidia/cufft',
    cuda: cuda126,
    megabytes: 200,
  },
  {
    name: 'libcufile',
    distribution: 'nvidia-cufile-cu12',
    version: '1.11.1.6',
    sha256: 'cc23469d1c7e52ce6c1d55253273d32c565dd22068647f3aa59b3c6b005bf159',
    folder: 'nvidia/cufile',
    cuda: cuda126,
    development: 'none',
    megabytes: 1,
  },
  {
    name: 'cuda-cupti',
    distribution: 'nvidia-cuda-cupti-cu12',
    version: '12.6.80',
    sha256: 'a3eff6cdfcc6a4c35db968a06fcadb061cbc7d6dde548609a941ff8701b98b73',
    folder: 'nvidia/cuda_cupti',
    cuda: cuda126,
    megabytes: 9,
  },
  {
    name: 'cuda-nvtx',
    distribution: 'nvidia-nvtx-cu12',
    version: '12.6.77',
    sha256: '6574241a3ec5fdc9334353ab8c479fe75841dbe8f4532a8fc97ce63503330ba1',
    folder: 'nvidia/nvtx',
    cuda: cuda126,
    megabytes: 1,
  },
  {
    name: 'libcudnn',
    distribution: 'nvidia-cudnn-cu12',
    version: '9.5.1.17',
    sha256: '30ac3869f6db17d170e0e556dd6cc5eee02647abc31ca856634d5a40f82c15b2',
    folder: 'nvidia/cudnn',
    run: ['libcublas', 'cuda-nvrtc'],
    megabytes: 571,
  },
  {
    name: 'nccl',
    distribution: 'nvidia-nccl-cu12',
    version: '2.26.2',
    sha256: '694cf3879a206553cc9d7dbda76b13efaf610fdb70a50cba303de1b0d1530ac6',
    folder: 'nvidia/nccl',
    development: 'same',
    megabytes: 201,
  },
  {
    name: 'cusparselt',
    distribution: 'nvidia-cusparselt-cu12',
    version: '0.6.3',
    sha256: 'e5c8a26c36445dd2e6812f1177978a24e2d37cacce7e090f297a688d1ec44f46',
    folder: 'cusparselt',
    development: 'none',
    megabytes: 157,
  },
];

/** What a solver picks without a 12.6 constraint: enough to see a package drift there, not to build with. */
export const newerLibraries: readonly CudaLibrary[] = [
  {
    ...nvrtc,
    version: '12.9.86',
    sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
    cuda: '12.9',
    development: 'none',
    megabytes: 90,
  },
];

export const newerCudart: CudaLibrary = {
  ...cudart,
  version: '12.9.79',
  sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  cuda: '12.9',
  megabytes: 4,
};

/** Only headers. */
export const cccl: CudaLibrary = {
  name: 'cuda-cccl',
  distribution: 'nvidia-cuda-cccl-cu12',
  version: '12.6.77',
  sha256: '86ef75453d27b4f36af14d296cd9ac7f3013338ba8625cb9fd2cbba25253d9c8',
  folder: 'nvidia/cuda_cccl',
  cuda: cuda126,
  megabytes: 2,
};

/** Only headers. */
export const profilerApi: CudaLibrary = {
  name: 'cuda-profiler-api',
  distribution: 'nvidia-cuda-profiler-api-cu12',
  version: '12.6.77',
  sha256: '2f537a3fa4cd984c5fd7d5898b22cec35f5c61d5b1057895ebf7f4ab3c88ded9',
  folder: 'nvidia/cuda_profiler_api',
  cuda: cuda126,
  megabytes: 1,
};
