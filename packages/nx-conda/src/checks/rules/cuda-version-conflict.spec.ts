import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { cudaVersionConflict } from './cuda-version-conflict';

const variants = (values: Record<string, string[]>): Surroundings => ({
  variants: { 'variants.json': JSON.stringify(values) },
});
const compiled = (...releases: string[]) => variants({ cuda_compiler_version: releases });
const found = (recipe: string, surroundings: Surroundings) =>
  linesOf(findingsOf(cudaVersionConflict, recipe, surroundings));
const withCompiler = (section: string, item: string) =>
  `requirements:
  build:
    - \${{ compiler('cuda') }}
  ${section}:
    - ${item}
`;

describe('cuda-version-conflict', () => {
  it.each([
    'cuda-version 12.4.*',
    'cuda-version ==12.4',
    'cuda-version =12.4',
    'cuda-version 12.4',
    'cuda-version >=12.4,<12.5',
    'cuda-version <12.6',
    'cuda-version >=13',
    'cuda-version ~=12.8.0',
    'cuda-version 11.8|12.4',
  ])('finds %s in host beside nvcc 12.6', (item) => {
    expect(found(withCompiler('host', item), compiled('12.6'))).toEqual([`warning 5: ${item}`]);
  });

  it.each([
    'cuda-version ==${{ cuda_compiler_version }}',
    'cuda-version ${{ cuda_compiler_version }}.*',
    'cuda-version >=12,<13',
    'cuda-version 12.*',
    'cuda-version 12.6',
    'cuda-version ==12.6.*',
    'cuda-version',
    "${{ pin_compatible('cuda-version', upper_bound='x') }}",
    'cuda-version >=12rc',
    'libcublas 11.*',
  ])('leaves %s alone', (item) => {
    expect(found(withCompiler('host', item), compiled('12.6'))).toEqual([]);
  });

  it('finds a pin that fits some of the releases only, unless a condition chooses them', () => {
    expect(found(withCompiler('host', 'cuda-version 12.6.*'), compiled('12.6', '12.9'))).toHaveLength(1);
    const chosen = (release: string) =>
      withCompiler('host', `if: cuda_compiler_version == "${release}"\n      then: cuda-version 12.6.*`);
    expect(found(chosen('12.6'), compiled('12.6', '12.9'))).toEqual([]);
    expect(found(chosen('12.9'), compiled('12.6', '12.9'))).toEqual(['warning 6: cuda-version 12.6.*']);
  });

  it('compares in run only with older releases: a later one runs the package too', () => {
    expect(found(withCompiler('run', 'cuda-version >=12.2,<12.5'), compiled('12.6'))).toHaveLength(1);
    expect(found(withCompiler('run', 'cuda-version >=12.8,<13'), compiled('12.6'))).toEqual([]);
  });

  it('takes the key cuda_version of the variants for a requirement without a version', () => {
    const keys = { cuda_compiler_version: ['12.6'], cuda_version: ['12.4'] };
    expect(found(withCompiler('host', 'cuda-version'), variants(keys))).toHaveLength(1);
    expect(
      found(withCompiler('host', 'cuda-version'), variants({ ...keys, cuda_version: ['12.6'] })),
    ).toEqual([]);
  });

  it('compares with the pin of the build environment for cuda-nvcc', () => {
    const recipe = (pin: string) =>
      `requirements:\n  build:\n    - cuda-nvcc\n    - cuda-version ${pin}\n  host:\n    - cuda-version 12.4.*\n`;
    expect(found(recipe('==12.6'), {})).toEqual(['warning 6: cuda-version 12.4.*']);
    expect(found(recipe('==12.4'), {})).toEqual([]);
    expect(found(recipe('>=12'), compiled('12.6'))).toEqual([]);
  });

  it('finds nothing without nvcc, and without a release in the variants', () => {
    expect(found('requirements:\n  host:\n    - cuda-version 12.4.*\n', compiled('12.6'))).toEqual([]);
    expect(found(withCompiler('host', 'cuda-version 12.4.*'), compiled('None'))).toEqual([]);
  });
});
