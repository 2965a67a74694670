import { devPackageOfLibrary } from './cuda-packages';

/** CMake's names for CUDA's libraries that differ from the linker's: modules FindCUDAToolkit and FindCUDA. */
const NAMES: Readonly<Record<string, string>> = {
  toolkit: 'cudart',
  cudadevrt: 'cudart',
  cudart_static_deps: 'cudart',
  culibos: 'cudart',
  cuda_driver: 'cuda',
  nvml: 'nvidia-ml',
  nvrtc_builtins: 'nvrtc',
  nvToolsExt: 'nvToolsExt',
  nvtx3: 'nvToolsExt',
  nvtx3_interop: 'nvToolsExt',
  nvperf_host: 'cupti',
  nvperf_target: 'cupti',
  pcsamplingutil: 'cupti',
  cuFile: 'cufile',
  cuFile_rdma: 'cufile',
  cufft_static_nocallback: 'cufft',
  cublas_device: 'cublas',
  cusolver_lapack: 'cusolver',
  cusolver_metis: 'cusolver',
};
/** The same without regard to case: variables of FindCUDA are in capitals too. */
const LOWER: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(NAMES),
    ...['nvToolsExt', 'nvJitLink', 'cublasLt', 'cusolverMg'].map((one) => [one, one] as const),
  ].map(([name, library]) => [name.toLowerCase(), library]),
);

/**
 * The conda packages to link one of CUDA's libraries from, for CMake.
 * @param name a target (`CUDA::cublas_static`), a variable (`CUDA_cublas_LIBRARY`), or as after `-l`
 */
export function devPackagesOfTarget(name: string): string[] {
  if (/^CUDA_LIBRARIES$/.test(name)) return ['cuda-cudart-dev'];
  const [, variable] = /^CUDA_(\w+?)_LIBRAR(?:Y|IES)$/.exec(name) ?? [];
  const whole = variable ?? name.replace(/^CUDA::/, '');
  const isStatic = /_static(_|$)/.test(whole);
  const library = whole.replace(/_static(_\w+)?$/, '');
  const dev = devPackageOf(library);
  if (dev === undefined) return [];
  return isStatic && STATIC.has(dev) ? [dev, dev.replace(/-dev$/, '-static')] : [dev];
}

/**
 * The -dev packages that have their archives in another package, with the suffix -static: outputs of the feedstocks
 * libcufile-, libnvjpeg-, libnvjitlink-, cuda-nvrtc-, libnpp-, libcurand-, libcusolver- (which requires libcublas-static and
 * libcusparse-static) and cuda-cupti-feedstock, and packages of NVIDIA's channel for libcufft. For Windows, only those of
 * nvrtc and nvJitLink exist; for ARM, none of CUPTI.
 */
const STATIC = new Set([
  'cuda-cupti-dev',
  ...['libcublas-dev', 'libcufft-dev', 'libcurand-dev', 'libcusolver-dev', 'libcusparse-dev', 'libnpp-dev'],
  ...['libnvjpeg-dev', 'libnvjitlink-dev', 'libcufile-dev', 'cuda-nvrtc-dev'],
]);

function devPackageOf(library: string): string | undefined {
  const lower = library.toLowerCase();
  if (/^npp[a-z]{0,4}$/.test(lower)) return 'libnpp-dev';
  return devPackageOfLibrary(LOWER.get(lower) ?? library) ?? devPackageOfLibrary(lower);
}

/** True for a package with archives of CUDA: `libcublas-static`. */
export function isStaticOfCuda(name: string): boolean {
  return STATIC.has(name.replace(/-static$/, '-dev')) && name.endsWith('-static');
}

/** Packages of CUDA for the names in find_package, in lower case. CUDA itself is not among them. */
const FOUND: Readonly<Record<string, string>> = {
  cudnn: 'libcudnn-dev',
  nccl: 'nccl',
  nvtx3: 'cuda-nvtx-dev',
  cccl: 'cuda-cccl',
  thrust: 'cuda-cccl',
  cub: 'cuda-cccl',
  libcudacxx: 'cuda-cccl',
};

/** The package of a library of CUDA in find_package. */
export function cudaPackageOfFind(name: string): string | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(FOUND, lower) ? FOUND[lower] : undefined;
}
