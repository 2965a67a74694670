import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaVersionMissing } from './cuda-version-missing';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(cudaVersionMissing, recipe, surroundings);
const variants = (...values: string[]): Surroundings => ({
  variants: { 'variants.yaml': `cuda_compiler_version: [${values.join(', ')}]\n` },
});
const linked = 'requirements:\n  host:\n    - libcublas-dev\n    - python\n';

describe('cuda-version-missing', () => {
  it('finds a library, or a compiler, without a release of CUDA', () => {
    expect(linesOf(check(linked))).toEqual(['warning 3: libcublas-dev']);
    expect(linesOf(check("requirements:\n  build:\n    - ${{ compiler('cuda') }}\n"))).toEqual([
      "warning 3: ${{ compiler('cuda') }}",
    ]);
    expect(linesOf(check('requirements:\n  build:\n    - cuda-nvcc\n'))).toEqual(['warning 3: cuda-nvcc']);
  });

  it.each([
    ['any cuda-version is there', `${linked}    - cuda-version\n`],
    [
      'it is a CUDA of before 12',
      'requirements:\n  build:\n    - ${{ compiler("cuda") }}\n  host: [cudatoolkit]\n',
    ],
    ['a library is only needed to run', 'requirements:\n  run:\n    - libcublas\n'],
    ['only headers without a library are there', 'requirements:\n  host:\n    - cuda-cccl\n'],
  ])('finds nothing if %s', (_, recipe) => {
    expect(check(recipe)).toEqual([]);
  });

  it('takes the cuda-version of a staging output for its own', () => {
    expect(
      check(`outputs:
  - staging:
      name: s
    requirements:
      host:
        - cuda-version ==12.6
  - package:
      name: a
    requirements:
      host:
        - libcublas-dev
`),
    ).toEqual([]);
  });

  it('adds the release that the variants build for', () => {
    const findings = check(linked, variants('12.6'));
    expect(fixed(findings)).toBe(
      linked.replace('dev\n', 'dev\n    - cuda-version ==${{ cuda_compiler_version }}\n'),
    );
    expect(check(fixed(findings), variants('12.6'))).toEqual([]);
  });

  it('adds it to a list in brackets, in quotes', () => {
    const findings = check('requirements:\n  host: [libcublas-dev, python]\n', variants('12.6'));
    expect(fixed(findings)).toBe(
      'requirements:\n  host: [libcublas-dev, "cuda-version ==${{ cuda_compiler_version }}", python]\n',
    );
    expect(check(fixed(findings), variants('12.6'))).toEqual([]);
  });

  it('adds it under the condition of CUDA, if a variant has none', () => {
    const recipe = `requirements:
  host:
    - if: cuda_compiler_version != "None"
      then:
        - libcublas-dev
    - python
`;
    const findings = check(recipe, variants('None', '12.6'));
    expect(fixed(findings)).toBe(
      recipe.replace('dev\n', 'dev\n        - cuda-version ==${{ cuda_compiler_version }}\n'),
    );
    expect(check(fixed(findings), variants('None', '12.6'))).toEqual([]);
  });

  it.each([
    ['no variant names a release', linked, {}],
    ['a variant without CUDA would get it too', linked, variants('None', '12.6')],
    ['only the compiler is there', 'requirements:\n  build:\n    - cuda-nvcc\n', variants('12.6')],
    [
      'it stands in no list',
      'requirements:\n  host:\n    - if: linux\n      then: libcublas-dev\n',
      variants('12.6'),
    ],
  ])('offers no fix if %s', (_, recipe, surroundings) => {
    expect(check(recipe, surroundings).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });
});
