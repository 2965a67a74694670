// The location of CUDA in conda-forge's packages: headers and static libraries are only in targets/<name> of the
// prefix.

const TARGETS: Readonly<Record<string, string>> = {
  'linux-64': 'targets/x86_64-linux',
  'linux-aarch64': 'targets/sbsa-linux',
};

/** The folder below the prefix that has `include/cuda_runtime.h` (cuda-feedstock, recipe guide). */
export function cudaFolder(platform: string): string {
  return platform.startsWith('win-') ? 'Library' : (TARGETS[platform] ?? 'targets/x86_64-linux');
}

/** Variables that tell builds where CUDA is, with headers in `include` below. */
export const CUDA_HOME_VARIABLES =
  'CUDA_HOME CUDA_PATH CUDA_ROOT CUDA_DIR CUDA_TOOLKIT_PATH CUDA_TOOLKIT_ROOT CUDA_INSTALL_PATH NVCC_HOME'.split(
    ' ',
  );

/** Variables of CMake's FindCUDAToolkit, which searches `targets` by itself. */
export const CMAKE_CUDA_VARIABLES = ['CUDAToolkit_ROOT', 'CUDA_TOOLKIT_ROOT_DIR'];
