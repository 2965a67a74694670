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

export const PYPROJECT = `[build-system]
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

/** Edits of the recipe and of its script. */
export const inRecipe = (from: string, to: string) => ({ edit: ['recipe.yaml', from, to] as const });
export const inScript = (to: string) => ({ edit: ['build.sh', '$PYTHON', `${to}\n$PYTHON`] as const });
/** One more requirement in host. */
export const host = (requirement: string) =>
  inRecipe('    - libgrid >=1.0\n', `    - libgrid >=1.0\n    - ${requirement}\n`);

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
