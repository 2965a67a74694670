import { host, inRecipe, inScript, PYPROJECT, type SmallFault } from './small-recipe';

/** The nine complications. */
export const SMALL_CUDA_FAULTS: readonly SmallFault[] = [
  {
    name: '1 library from build',
    rules: ['cuda-dev-in-build'],
    ...inRecipe('    - ninja\n', '    - ninja\n    - libcurand-dev\n'),
  },
  {
    name: '1 linked from build',
    rules: ['cuda-dev-in-build'],
    files: { 'build.sh': '$CXX a.cc -L$BUILD_PREFIX/lib -lcurand\nexport TORCH_CUDA_ARCH_LIST=8.0\n' },
    ...inRecipe('    - ninja\n', '    - libcurand-dev\n'),
  },
  {
    name: '1 library without -dev',
    rules: ['cuda-runtime-in-host'],
    ...inRecipe('libcusolver-dev', 'libcusolver'),
  },
  {
    name: '1 a linked library without a package',
    rules: ['missing-library-package'],
    ...inScript('$CXX -shared a.o -lcufft -o a.so'),
  },
  {
    name: '1 a target of CMake behind an option',
    rules: ['missing-library-package'],
    files: {
      'src/CMakeLists.txt': 'option(JIT "" OFF)\nif(JIT)\n  target_link_libraries(a CUDA::nvrtc)\nendif()\n',
    },
    ...inScript('cmake -S . -B build -DJIT=ON'),
  },
  {
    name: '2 no upper bound',
    rules: ['cuda-version-unbounded'],
    ...inRecipe('cuda-version ==${{ cuda_compiler_version }}', 'cuda-version >=12.6'),
  },
  {
    name: '2 a bound from the variants',
    rules: ['cuda-version-unbounded'],
    ...inRecipe('cuda-version ==', 'cuda-version >='),
  },
  {
    name: '2 no cuda-version',
    rules: ['cuda-version-missing'],
    ...inRecipe('    - cuda-version ==${{ cuda_compiler_version }}\n', ''),
  },
  {
    name: '2 in a test',
    rules: ['cuda-version-unbounded'],
    ...inRecipe(
      '        - knn\n',
      '        - knn\n  - script: [echo]\n    requirements:\n      run:\n        - cuda-version >=12.6\n',
    ),
  },
  { name: '2 a pinned library', rules: ['cuda-library-pin'], ...host('libcurand-dev >=10.3.7,<10.4') },
  {
    name: '3 a suffix in the metadata',
    rules: ['pip-check-metadata'],
    edit: ['src/pyproject.toml', '"numpy"', '"numpy", "cumm-cu126>=0.4.9,<0.5"'],
  },
  {
    name: '3 a missing distribution',
    rules: ['pip-check-metadata'],
    edit: ['src/pyproject.toml', '"numpy"', '"numpy", "tensorboardx"'],
  },
  {
    name: '3 a bound',
    rules: ['pip-check-metadata'],
    files: { 'src/pyproject.toml': PYPROJECT.replace('"numpy"', '"numpy<2"') },
    ...inRecipe('    - numpy\n', '    - numpy >=2.1\n'),
  },
  { name: '3 a variable', rules: ['pip-check-metadata'], ...inScript('export CUMM_CUDA_VERSION=12.6') },
  {
    name: '4 unequal lists',
    rules: ['zip-key-lengths'],
    edit: [
      'variants.yaml',
      'grid_version:\n',
      'zip_keys:\n  - [python, grid_version]\ngrid_version:\n  - "0"\n',
    ],
  },
  {
    name: '4 unequal lists on Windows',
    rules: ['zip-key-lengths'],
    edit: [
      'variants.yaml',
      'grid_version:\n',
      'zip_keys:\n  - [python, grid_version]\nextra_version:\n  - "1"\ngrid_version:\n  - if: win\n    then: "0"\n',
    ],
  },
  {
    name: '4 a flat list',
    rules: ['zip-key-lengths'],
    edit: ['variants.yaml', 'grid_version:\n', 'zip_keys: [python, grid_version]\ngrid_version:\n'],
  },
  {
    name: '4 a group of one',
    rules: ['zip-key-lengths'],
    edit: ['variants.yaml', 'grid_version:\n', 'zip_keys:\n  - - python\ngrid_version:\n'],
  },
  { name: '5 pytorch-cuda', rules: ['unknown-package-name'], ...host('pytorch-cuda 12.6.*') },
  ...['numyp', 'pytroch >=2', 'pytorch_gpu', 'libcusprase-dev'].map((name): SmallFault => ({
    name: `5 ${name}`,
    rules: ['unknown-package-name'],
    ...host(name),
  })),
  {
    name: '5 torch',
    rules: ['unknown-package-name'],
    ...inRecipe('  run:\n    - python\n', '  run:\n    - python\n    - torch >=2\n'),
  },
  { name: '5 a wheel', rules: ['unknown-package-name'], ...host('nvidia-cusparse-cu12') },
  {
    name: '5 an impossible release',
    rules: ['pytorch-cuda-version'],
    ...inRecipe('    - pytorch * cuda*\n    - libgrid', '    - pytorch ==1.10 cuda*\n    - libgrid'),
  },
  {
    name: '6 no build system',
    rules: ['no-build-system'],
    files: { 'src/setup.py': undefined, 'src/pyproject.toml': undefined },
  },
  {
    name: '6 setup.py is not there',
    rules: ['no-build-system'],
    files: { 'src/setup.py': undefined },
    ...inScript('$PYTHON setup.py build_ext'),
  },
  {
    name: '7 a header without a package',
    rules: ['missing-header-package'],
    ...inRecipe('    - libcusparse-dev\n', ''),
  },
  {
    name: '7 headers of PyTorch',
    rules: ['missing-header-package'],
    ...inRecipe('    - libcublas-dev\n    - libcusolver-dev\n', ''),
  },
  {
    name: '7 another header',
    rules: ['missing-header-package'],
    edit: ['src/csrc/knn.cu', '#include <cusparse.h>', '#include <curand_kernel.h>'],
  },
  { name: '8 pyg', rules: ['pyg-package-name'], ...host('pyg') },
  { name: '8 pytorch-scatter', rules: ['pyg-package-name'], ...host('pytorch-scatter >=2') },
  { name: '8 torch-scatter', rules: ['pyg-package-name'], ...host('torch-scatter') },
  { name: '8 torch_cluster', rules: ['pyg-package-name'], ...host('torch_cluster') },
  {
    name: '9 /usr/local/cuda',
    rules: ['hard-coded-cuda-path'],
    ...inScript('export CUDA_HOME=/usr/local/cuda'),
  },
  {
    name: '9 CUDAToolkit_ROOT',
    rules: ['hard-coded-cuda-path'],
    ...inScript('cmake -DCUDAToolkit_ROOT=/opt/cuda .'),
  },
  {
    name: '9 in setup.py',
    rules: ['hard-coded-cuda-path'],
    edit: ['src/setup.py', 'setup(', 'home = "/usr/local/cuda-12.6/include"\nsetup('],
  },
  { name: '9 CUDA_HOME=$PREFIX', rules: ['cuda-home'], ...inScript('export CUDA_HOME=$PREFIX') },
  {
    name: '9 no architectures',
    rules: ['cuda-architectures-unset'],
    edit: ['build.sh', 'export TORCH_CUDA_ARCH_LIST="8.0;9.0+PTX"', 'echo'],
  },
  {
    name: '9 flags',
    rules: ['hard-coded-cuda-architecture'],
    ...inScript('export NVCC_APPEND_FLAGS="-gencode arch=compute_86,code=sm_86"'),
  },
  {
    name: '9 flags in a list',
    rules: ['hard-coded-cuda-architecture'],
    edit: ['src/setup.py', 'setup(', 'x = {"nvcc": ["-gencode", "arch=compute_86,code=sm_86"]}\nsetup('],
  },
  {
    name: '9 -arch in a list',
    rules: ['hard-coded-cuda-architecture'],
    edit: ['src/setup.py', 'setup(', 'x = ["-arch", "sm_86"]\nsetup('],
  },
  {
    name: '9 an architecture that is too new',
    rules: ['cuda-architecture-unsupported'],
    edit: ['build.sh', '8.0;9.0+PTX', '8.0;12.0+PTX'],
  },
  {
    name: '9 an architecture in a branch',
    rules: ['cuda-architecture-unsupported'],
    ...inScript('case $cuda_compiler_version in\n12.*) export CUDAARCHS=120 ;;\nesac'),
  },
];
