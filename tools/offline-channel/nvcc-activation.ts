import { targetFolder } from './cuda-parts';

/** The variables of conda-forge's activation that compilers read; not CMAKE_ARGS, nor CUDAARCHS (12.8 and newer). */
const variables = [
  `cuda_host="${'${PREFIX:-$CONDA_PREFIX}'}/${targetFolder}"`,
  `cuda_build="${'${BUILD_PREFIX:-$CONDA_PREFIX}'}/${targetFolder}"`,
  'export CFLAGS="${CFLAGS:-} -I$cuda_host/include -I$cuda_build/include"',
  'export CPPFLAGS="${CPPFLAGS:-} -I$cuda_host/include -I$cuda_build/include"',
  'export CXXFLAGS="${CXXFLAGS:-} -I$cuda_host/include -I$cuda_build/include"',
  'export LDFLAGS="${LDFLAGS:-} -L$cuda_host/lib -L$cuda_host/lib/stubs -L$cuda_build/lib -L$cuda_build/lib/stubs"',
  'export NVCC_PREPEND_FLAGS="${NVCC_PREPEND_FLAGS:-} -ccbin=${CXX:?cuda-nvcc needs a C++ compiler in the environment}"',
  'export NVCC_APPEND_FLAGS="${NVCC_APPEND_FLAGS:-} -I$cuda_host/include -L$cuda_host/lib -L$cuda_host/lib/stubs"',
  'unset cuda_host cuda_build',
];

/** Lines of a script that packages the activation; `~` sorts it after the C++ compiler's. */
export const nvccActivation: readonly string[] = [
  'mkdir -p "$PREFIX/etc/conda/activate.d"',
  `cat > "$PREFIX/etc/conda/activate.d/~cuda-nvcc_activate.sh" <<'ACTIVATE'`,
  ...variables,
  'ACTIVATE',
];
