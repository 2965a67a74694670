import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { cudaArchitectureUnsupported } from './cuda-architecture-unsupported';

const withCuda = (...releases: string[]): Surroundings => ({
  variants: { 'variants.yaml': `cuda_compiler_version: [${releases.map((one) => `"${one}"`).join(', ')}]\n` },
});
const withFlag = (number: string) => `build:
  script: nvcc -gencode arch=compute_${number},code=sm_${number} a.cu
`;
const found = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(cudaArchitectureUnsupported, recipe, surroundings).map(({ message }) => message);

describe('cuda-architecture-unsupported', () => {
  it('finds an architecture that no release supports', () => {
    expect(linesOf(findingsOf(cudaArchitectureUnsupported, withFlag('120'), withCuda('12.6')))).toEqual([
      'warning 2: -gencode arch=compute_120',
    ]);
    expect(found(withFlag('120'), withCuda('12.6'))).toEqual([
      'Compute capability 12.0 requires CUDA 12.8 or later; this build uses CUDA 12.6.',
    ]);
    expect(found(withFlag('70'), withCuda('13.0', '13.1'))).toEqual([
      'Compute capability 7.0 was dropped in CUDA 13.0; this build uses CUDA 13.0, 13.1.',
    ]);
  });

  it.each([
    ['one of the releases compiles for it', '120', withCuda('12.6', '12.9')],
    ['only the variant without CUDA is beside it', '86', withCuda('None', '12.6')],
    ['nobody knows the architecture', '150', withCuda('12.6')],
    ['a later release may be meant, without variants', '120', {}],
  ])('finds nothing if %s', (_, number, surroundings) => {
    expect(found(withFlag(number), surroundings)).toEqual([]);
  });

  it('finds without variants an architecture that no CUDA of conda-forge supports', () => {
    expect(found(withFlag('35'))).toEqual([
      'Compute capability 3.5 was dropped in CUDA 12.0; this build uses CUDA 12.0 or later.',
    ]);
  });

  it('looks into variables, lists, scripts beside the recipe and the source', () => {
    const recipe = `build:
  script:
    file: build.sh
    env:
      TORCH_CUDA_ARCH_LIST: "3.7;8.6+PTX"
`;
    const surroundings = {
      besides: { 'build.sh': 'cmake -DCMAKE_CUDA_ARCHITECTURES="35-real;80"\n# -arch=sm_37\n' },
      source: { 'setup.py': 'flags = ["-arch=sm_37"]\n', 'docs.md': '-arch=sm_35' },
    };
    const findings = findingsOf(cudaArchitectureUnsupported, recipe, surroundings);
    expect(
      findings.map(({ at, line, message }) => `${at.file.path}:${line} ${message.slice(0, 22)}`),
    ).toEqual([
      'recipes/a/recipe.yaml:5 Compute capability 3.7',
      'recipes/a/build.sh:1 Compute capability 3.5',
      'recipes/a/source/setup.py:1 Compute capability 3.7',
    ]);
  });
});
