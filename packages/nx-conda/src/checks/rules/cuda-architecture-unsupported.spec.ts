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

  const HIGH = '10.0;12.0+PTX';
  const LOW = '8.0;9.0';
  const inRecipe = (condition: string) =>
    `build:\n  script:\n    - if: ${condition}\n      then: export TORCH_CUDA_ARCH_LIST="${HIGH}"\n      else: export TORCH_CUDA_ARCH_LIST="${LOW}"\n`;
  const inLines = (test: string) =>
    `build:\n  script:\n    - ${test}\n    - export TORCH_CUDA_ARCH_LIST="${HIGH}"\n    - fi\n`;

  it.each([
    ['a condition of the recipe', inRecipe('match(cuda_compiler_version, ">=12.8")'), ''],
    ['a test in the lines of the recipe', inLines('if [[ ${cuda_compiler_version} == 12.8 ]]; then'), ''],
    [
      'a quoted test in the lines of the recipe',
      inLines(`'if [ "$cuda_compiler_version" = "13.0" ]; then'`),
      '',
    ],
    [
      'a test of a script',
      '',
      `if [[ "$cuda_compiler_version" != 12.6 ]]; then export TORCH_CUDA_ARCH_LIST="${HIGH}"; fi`,
    ],
    [
      'a case',
      '',
      `case "$cuda_compiler_version" in\n13.*)\nexport TORCH_CUDA_ARCH_LIST="${HIGH}"\n;;\nesac`,
    ],
    [
      'a test that cannot be decided',
      '',
      `if [[ "$CUDA_MAJOR" == 13 ]]; then export TORCH_CUDA_ARCH_LIST="${HIGH}"; fi`,
    ],
  ])('heeds %s', (_, recipe, script) => {
    const surroundings = { ...withCuda('12.6'), ...(script !== '' && { besides: { 'build.sh': script } }) };
    expect(found(recipe === '' ? 'about: {}\n' : recipe, surroundings)).toEqual([]);
  });

  it('judges a branch for the releases with which it is taken', () => {
    expect(found(inRecipe('match(cuda_compiler_version, "12.*")'), withCuda('12.6', '13.0'))).toEqual([
      'Compute capability 10.0 requires CUDA 12.8 or later; this build uses CUDA 12.6.',
      'Compute capability 12.0 requires CUDA 12.8 or later; this build uses CUDA 12.6.',
    ]);
    const besides = { 'build.sh': `if [[ $x == 1 ]]; then export TORCH_CUDA_ARCH_LIST="${HIGH}"; fi` };
    expect(found('about: {}\n', { ...withCuda('12.6'), besides })).toHaveLength(2);
  });

  it('does not judge a branch of the source for some releases', () => {
    const source = {
      'setup.py': 'if version >= "12.8":\n    flags.append("arch=compute_120,code=sm_120")\n',
    };
    expect(found('about: {}\n', { ...withCuda('12.6'), source })).toEqual([]);
  });
});
