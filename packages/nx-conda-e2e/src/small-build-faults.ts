import { host, inRecipe, type SmallFault, SMALL_RECIPE } from './small-recipe';

const refused = { rules: ['not-rendered', 'unknown-key'], isRendered: true };
const SETUP = (test: string): Pick<SmallFault, 'files'> => ({
  files: {
    'src/setup.py': `import os, torch
from setuptools import setup
from torch.utils.cpp_extension import CppExtension, CUDAExtension
${test}
    extension = CUDAExtension("knn._c", ["csrc/knn.cu"])
else:
    extension = CppExtension("knn._c", ["csrc/knn.cpp"])
setup(ext_modules=[extension])
`,
  },
});

/** What rattler-build refuses, what is certain to fail, and what is built wrong. */
export const SMALL_BUILD_FAULTS: readonly SmallFault[] = [
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
    name: '13 another channel in a requirement',
    rules: ['missing-channel'],
    ...inRecipe('- libgrid >=1.0', '- mine::libgrid >=1.0'),
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
    name: '15 poetry-core',
    rules: ['missing-build-backend'],
    edit: ['src/pyproject.toml', 'setuptools.build_meta', 'poetry.core.masonry.api'],
  },
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
    name: '16 a branch as a revision',
    rules: ['missing-source-hash'],
    ...inRecipe('path: src', 'git: https://example.org/knn.git\n  rev: main'),
  },
  {
    name: '16 pip downloads',
    rules: ['pip-install-from-index'],
    edit: ['build.sh', 'pip install .', 'pip install . tensorboardx'],
  },
  {
    name: '17 CUDA only with a GPU',
    rules: ['cuda-needs-gpu'],
    ...SETUP('if torch.cuda.is_available() or os.getenv("FORCE_CUDA") == "1":'),
  },
  {
    name: '17 CUDA only with a GPU, without a variable',
    rules: ['cuda-needs-gpu'],
    ...SETUP('if torch.cuda.is_available():'),
  },
  {
    name: '17 CUDA only where nvidia-smi works',
    rules: ['cuda-needs-gpu'],
    ...SETUP('if os.system("nvidia-smi") == 0:'),
  },
];
