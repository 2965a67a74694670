import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { cudaLibraryPin } from './cuda-library-pin';

const check = (recipe: string) => findingsOf(cudaLibraryPin, recipe);
const host = (...items: string[]) => `requirements:
  host:
${items.map((item) => `    - ${item}\n`).join('')}`;

describe('cuda-library-pin', () => {
  it.each([
    ['libcusparse-dev >=12.5,<12.6', 'fits CUDA 12.5, 12.6, 12.8, 12.9'],
    ['libcurand-dev 10.3.*', 'fits CUDA 12.0, 12.1'],
    ['libcublas-dev >=11.11,<11.12', 'fits no known release of CUDA'],
  ])('finds %s, which %s', (item, meaning) => {
    const findings = check(host(item));
    expect(linesOf(findings)).toEqual([`warning 3: ${item}`]);
    expect(findings[0]?.message).toContain(meaning);
  });

  it.each([
    ['one release of CUDA', 'libcublas-dev >=12.6,<12.7'],
    ['a whole major release', 'libcublas-dev >=12,<13'],
    ['a whole major release with its end as run exports write it', 'libcublas >=12.6.4.1,<13.0a0'],
    ['a major release as a prefix', 'libcublas-dev 12.*'],
    ['a lower bound alone', 'libcusparse-dev >=12.5'],
    ['no version', 'libcusparse-dev'],
    ['a version of another package', 'numpy >=1.25,<1.26'],
    ['a version that is known when it is built', 'libcusparse-dev ${{ cuda_compiler_version }}.*'],
    ['letters, which cannot be compared', 'libcusparse-dev >=12.5rc1,<12.6'],
  ])('leaves %s alone: %s', (_, item) => {
    expect(check(host(item))).toEqual([]);
  });

  it('leaves constraints and the build environment alone', () => {
    const recipe = host('libcusparse-dev >=12.5,<12.6');
    expect(check(recipe.replace('host', 'run_constraints'))).toEqual([]);
    expect(check(recipe.replace('host', 'build'))).toEqual([]);
  });

  it('removes a version that contradicts the pin of cuda-version beside it', () => {
    const findings = check(host('cuda-version >=12.4,<12.5', '"libcusparse-dev >=12.5,<12.6" # why'));
    expect(fixed(findings)).toBe(host('cuda-version >=12.4,<12.5', '"libcusparse-dev" # why'));
    expect(check(fixed(findings))).toEqual([]);
  });

  it('finds a version of one release beside a cuda-version of another', () => {
    const findings = check(host('cuda-version ==12.6', 'libcublas-dev >=12.4,<12.5'));
    expect(findings.map(({ message, why }) => [message, why.includes('no candidates')])).toEqual([
      ['`libcublas-dev >=12.4,<12.5` fits CUDA 12.4.', true],
    ]);
    expect(check(host('cuda-version ==12.4', 'libcublas-dev >=12.4,<12.5'))).toEqual([]);
  });

  it.each(['>=12.6,<12.7', '==12.6', '12.6.*', '=12.6', '12.6', '~=12.6.0'])(
    'leaves a version alone that fits the release of cuda-version %s beside it',
    (release) => {
      const items = [`cuda-version ${release}`, 'libcusparse >=12.5,<12.6'];
      expect(check(host(...items))).toEqual([]);
      expect(check(host(...items).replace('host', 'run'))).toEqual([]);
    },
  );

  it('says that such a version is not needed where the variants name the release', () => {
    const variants = (...releases: string[]) => ({
      variants: { 'variants.json': JSON.stringify({ cuda_compiler_version: releases }) },
    });
    const recipe = host('cuda-version ==${{ cuda_compiler_version }}', 'libcusparse >=12.5,<12.6');
    const found = findingsOf(cudaLibraryPin, recipe, variants('12.6', '12.8'));
    expect(linesOf(found)).toEqual(['info 4: libcusparse >=12.5,<12.6']);
    expect(found[0]?.fix).toBeUndefined();
    expect(linesOf(findingsOf(cudaLibraryPin, recipe, variants('12.6', '12.4')))).toEqual([
      'warning 4: libcusparse >=12.5,<12.6',
    ]);
  });

  it('copies the pin of host to run', () => {
    const recipe = `${host('cuda-version ==12.6')}  run:\n    - libcusparse >=12.5,<12.6\n`;
    const findings = check(recipe);
    expect(fixed(findings)).toBe(
      `${host('cuda-version ==12.6')}  run:\n    - libcusparse\n    - cuda-version ==12.6\n`,
    );
    expect(check(fixed(findings))).toEqual([]);
  });

  it('offers no fix if nothing names the CUDA release', () => {
    const findings = check(host('libcusparse-dev >=12.5,<12.6', 'cuda-version >=12,<13'));
    expect(findings.map(({ fix }) => fix)).toStrictEqual([undefined]);
  });
});
