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

  describe('in a repacked wheel', () => {
    const wheel = (name: string) => `build:\n  script: $PYTHON -m pip install ${name} --no-deps\n`;
    const run = (...items: string[]) =>
      `requirements:\n  run:\n${items.map((item) => `    - ${item}\n`).join('')}`;
    const name = 'knn-1.4+cu126-cp311-cp311-manylinux_2_28_x86_64.whl';

    it.each([
      ['installed by the script', wheel(name)],
      ['downloaded as the source', `source:\n  url: https://example.org/${name}\n`],
      ['of a source with another name', `source:\n  - url: https://example.org/x\n    file_name: ${name}\n`],
    ])('finds libraries of any release, for a wheel %s', (_, recipe) => {
      const findings = check(recipe + run('python', 'cuda-nvrtc', 'libcublas >=12'));
      expect(findings.map(({ at }) => at.file.text.slice(at.start, at.end))).toEqual(['cuda-nvrtc']);
      expect(fixed(findings)).toContain('    - cuda-nvrtc\n    - cuda-version >=12.6,<12.7\n    - libcublas');
      expect(check(fixed(findings))).toEqual([]);
    });

    it('limits the major release for a wheel that names no other, and changes nothing without a name', () => {
      const named = check(wheel('knn_cu12-1.4-py3-none-any.whl') + run('libcublas'));
      expect(fixed(named)).toContain('cuda-version >=12,<13');
      const [unnamed] = check(wheel('knn-1.4-cp311-cp311-win_amd64.whl') + run('libcublas'));
      expect(unnamed?.fix).toBeUndefined();
      expect(unnamed?.help).toHaveLength(1);
    });

    it.each([
      ['cuda-version is there', wheel(name) + run('libcublas', 'cuda-version >=12,<13')],
      ['a library has an upper bound', wheel(name) + run('cuda-nvrtc', 'libcublas >=12.6,<13')],
      ['PyTorch requires its own release', wheel(name) + run('libcublas', 'pytorch')],
      ['no library of CUDA is needed', wheel(name) + run('numpy')],
      [
        'the script builds the wheel',
        `${wheel('-m build . && pip install dist/a-1-linux.whl')}${run('libcublas')}`,
      ],
      ['the wheel was built before', `${wheel('dist/*.whl')}${run('libcublas')}`],
    ])('finds nothing if %s', (_, recipe) => {
      expect(check(recipe)).toEqual([]);
    });
  });
});
