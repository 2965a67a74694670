import type { WorkspaceKnowledge } from '../../nx-conda/src/checks/subject';

/** A small recipe with one mistake, and the edit that made it. */
export interface SmallFault {
  name: string;
  /** One of these rules must find it, and finds nothing in the recipe without it. */
  rules: string[];
  /** New texts of files, undefined to remove one, and the edit of a text. */
  files?: Record<string, string | undefined>;
  edit?: readonly [file: string, from: string, to: string];
  workspace?: Partial<WorkspaceKnowledge>;
  /** Found only with the message of rattler-build. */
  isRendered?: boolean;
}

const PYPROJECT = `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "knn"
version = "1.0.0"
dependencies = ["torch", "numpy"]
`;

/** A correct recipe of a PyTorch extension, with its source, variants and a script. */
export const SMALL_RECIPE: Readonly<Record<string, string>> = {
  'recipe.yaml': `context:
  version: 1.0.0

package:
  name: knn
  version: \${{ version }}

source:
  path: src

build:
  number: 0
  script:
    file: build.sh

requirements:
  build:
    - \${{ compiler('c') }}
    - \${{ compiler('cxx') }}
    - \${{ compiler('cuda') }}
    - ninja
  host:
    - python
    - pip
    - setuptools
    - cuda-version ==\${{ cuda_compiler_version }}
    - cuda-cudart-dev
    - libcublas-dev
    - libcusolver-dev
    - libcusparse-dev
    - pytorch * cuda*
    - libgrid >=1.0
  run:
    - python
    - numpy
    - pytorch * cuda*
    - __cuda

tests:
  - python:
      imports:
        - knn

about:
  license: MIT
  license_file: LICENSE
  summary: Finds neighbours \${{ grid_version }}
`,
  'build.sh': `#!/bin/bash
set -ex
if [[ "$cuda_compiler_version" == 12* ]]; then
  export TORCH_CUDA_ARCH_LIST="8.0;9.0+PTX"
fi
$PYTHON -m pip install . -vv --no-deps --no-build-isolation
`,
  'variants.yaml': `cuda_compiler_version:
  - "12.6"
python:
  - 3.12.*
grid_version:
  - "1"
`,
  'src/LICENSE': 'MIT License\n',
  'src/pyproject.toml': PYPROJECT,
  'src/setup.py':
    'from setuptools import setup\nsetup(ext_modules=[CUDAExtension("knn._c", ["csrc/knn.cu"])])\n',
  'src/csrc/knn.cu': '#include <ATen/cuda/CUDAContext.h>\n#include <cusparse.h>\n',
  'src/knn/__init__.py': '',
};

const inRecipe = (from: string, to: string) => ({ edit: ['recipe.yaml', from, to] as const });
const inScript = (to: string) => ({ edit: ['build.sh', '$PYTHON', `${to}\n$PYTHON`] as const });
const host = (requirement: string) =>
  inRecipe('    - libgrid >=1.0\n', `    - libgrid >=1.0\n    - ${requirement}\n`);
const refused = { rules: ['not-rendered', 'unknown-key'], isRendered: true };

/** The nine complications, and what is certain to fail. */
export const SMALL_FAULTS: readonly SmallFault[] = [
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
  { name: '10 a requirement with an invalid operator', ...refused, ...host('numpy => 1.0') },
  { name: '10 two operators', ...refused, ...host('numpy >=1.20,=<2') },
  { name: '10 a list for a mapping', ...refused, ...inRecipe('about:\n', 'extra: [a]\nabout:\n') },
  {
    name: '10 an undefined variable',
    ...refused,
    ...inRecipe('${{ grid_version }}', '${{ grid_versionn }}'),
  },
  { name: '10 a license that SPDX lacks', ...refused, ...inRecipe('license: MIT', 'license: Apache 2.0') },
  {
    name: '10 an unknown kind of noarch',
    ...refused,
    ...inRecipe('  number: 0\n', '  number: 0\n  noarch: pyhton\n'),
  },
  { name: '10 an unknown key', ...refused, ...inRecipe('  summary:', '  sumary:') },
  { name: '10 an unknown filter', ...refused, ...inRecipe('${{ version }}', '${{ version | nofilter }}') },
  { name: '10 a broken condition', ...refused, ...host('if: (linux\n      then: a') },
  { name: '11 a source that is not there', rules: ['missing-file'], ...inRecipe('path: src', 'path: srcc') },
  { name: '11 a source elsewhere', rules: ['missing-file'], ...inRecipe('path: src', 'path: ../knn/source') },
  {
    name: '11 a patch',
    rules: ['missing-file'],
    ...inRecipe('path: src\n', 'path: src\n  patches:\n    - fix-cuda.patch\n'),
  },
  { name: '11 a script', rules: ['missing-file'], ...inRecipe('file: build.sh', 'file: biuld.sh') },
  {
    name: '12 a license file',
    rules: ['wrong-license-file'],
    ...inRecipe('license_file: LICENSE', 'license_file: LICENCE.txt'),
  },
  {
    name: '12 one of several',
    rules: ['wrong-license-file'],
    ...inRecipe('license_file: LICENSE', 'license_file:\n    - LICENSE\n    - NOTICE'),
  },
  {
    name: '12 a pattern',
    rules: ['wrong-license-file'],
    ...inRecipe('license_file: LICENSE', 'license_file: "COPYING*"'),
  },
  {
    name: '13 a channel that is not there',
    rules: ['missing-channel'],
    workspace: { absentChannels: [{ channel: 'file:x', folder: '/x' }] },
  },
  {
    name: '13 no channel',
    rules: ['missing-channel'],
    workspace: { channels: [], channelPackages: new Set() },
  },
  { name: '14 a version', rules: ['unavailable-version'], ...inRecipe('libgrid >=1.0', 'libgrid >=2') },
  {
    name: '14 an older version',
    rules: ['unavailable-version'],
    ...inRecipe('libgrid >=1.0', 'libgrid <1.0'),
  },
  {
    name: '14 an exact version',
    rules: ['unavailable-version'],
    ...inRecipe('libgrid >=1.0', 'libgrid ==1.0.1'),
  },
  {
    name: '14 a misspelt name',
    rules: ['unknown-package-name'],
    ...inRecipe('libgrid >=1.0', 'libgird >=1.0'),
    workspace: {
      channels: ['file:chan'],
      channelPackages: new Set(
        'python pip setuptools ninja numpy pytorch cuda-version cuda-cudart-dev libcublas-dev libcusolver-dev libcusparse-dev'.split(
          ' ',
        ),
      ),
    },
  },
  { name: '15 no backend', rules: ['missing-build-backend'], ...inRecipe('    - setuptools\n', '') },
  {
    name: '15 another backend',
    rules: ['missing-build-backend'],
    edit: ['src/pyproject.toml', 'setuptools.build_meta', 'hatchling.build'],
  },
  {
    name: '15 scikit-build-core',
    rules: ['missing-build-backend'],
    edit: ['src/pyproject.toml', 'setuptools.build_meta', 'scikit_build_core.build'],
  },
  {
    name: '15 no backend, source elsewhere',
    rules: ['missing-build-backend'],
    files: {
      'recipe.yaml': (SMALL_RECIPE['recipe.yaml'] ?? '')
        .replace(
          'path: src',
          'url: https://example.org/a.tar.gz\n  sha256: 0123456789012345678901234567890123456789012345678901234567890123',
        )
        .replace('    - setuptools\n', ''),
    },
  },
  {
    name: '16 noarch',
    rules: ['noarch-with-compiler'],
    ...inRecipe('  number: 0\n', '  number: 0\n  noarch: python\n'),
  },
  {
    name: '16 pip downloads',
    rules: ['pip-install-from-index'],
    edit: ['build.sh', 'pip install .', 'pip install . tensorboardx'],
  },
];

/** The files of a recipe with a mistake. */
export function filesWith({ files = {}, edit }: SmallFault): Record<string, string> {
  const all = Object.entries({ ...SMALL_RECIPE, ...files });
  const made = Object.fromEntries(all.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
  if (!edit) return made;
  const [file, from, to] = edit;
  const before = made[file] ?? '';
  if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
  return { ...made, [file]: before.replace(from, () => to) };
}

/** What is known about the workspace of the recipe: it builds libgrid. */
export const SMALL_WORKSPACE: WorkspaceKnowledge = {
  provides: new Map([['libgrid', ['libgrid']]]),
  versions: new Map([['libgrid', ['1.0']]]),
  channels: ['conda-forge'],
  channelPackages: undefined,
};
