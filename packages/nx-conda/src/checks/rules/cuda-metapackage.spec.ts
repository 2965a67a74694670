import { findingsOf, linesOf } from '../subject.fixture';
import { cudaMetapackage } from './cuda-metapackage';

const found = (recipe: string) => linesOf(findingsOf(cudaMetapackage, recipe));

describe('cuda-metapackage', () => {
  it('warns about metapackages in build, host and run', () => {
    expect(
      found(`requirements:
  build:
    - cuda-toolkit
  host:
    - cuda-libraries-dev >=12
    - cuda
  run:
    - cuda-runtime
`),
    ).toEqual([
      'warning 3: cuda-toolkit',
      'warning 5: cuda-libraries-dev >=12',
      'warning 6: cuda',
      'warning 8: cuda-runtime',
    ]);
  });

  it('ignores other packages, constraints and tests', () => {
    expect(
      found(`requirements:
  build:
    - cuda-nvcc
  host:
    - cuda-cudart-dev
    - cuda-version
    - cuda-python
    - cuda-driver-dev
    - cudatoolkit
  run_constraints:
    - cuda-toolkit >=12
tests:
  - script: nvcc --version
    requirements:
      run:
        - cuda-toolkit
`),
    ).toEqual([]);
  });
});
