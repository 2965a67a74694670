import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaVersionUnbounded } from './cuda-version-unbounded';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(cudaVersionUnbounded, recipe, surroundings);
const variants: Surroundings = { variants: { 'variants.yaml': 'cuda_compiler_version: ["12.6"]\n' } };
const host = (requirement: string) => `requirements:
  host:
    - libcublas-dev
    - ${requirement}
`;

describe('cuda-version-unbounded', () => {
  it.each([
    ['cuda-version >=12.6', 'cuda-version >=12.6,<12.7'],
    ['cuda-version >=12', 'cuda-version >=12,<13'],
    ['cuda-version >=12.9.*', 'cuda-version >=12.9,<12.10'],
    ['"cuda-version >12.6" # why', '"cuda-version >=12.6,<12.7" # why'],
  ])('finds %s, and bounds it: %s', (requirement, expected) => {
    const findings = check(host(requirement));
    expect(findings.map(({ severity, line }) => [severity, line])).toEqual([['warning', 4]]);
    expect(fixed(findings)).toBe(host(expected));
    expect(check(fixed(findings))).toEqual([]);
  });

  it.each(['cuda-version >=12.6', 'cuda-version >=${{ cuda_compiler_version }}'])(
    'takes the release of the variants for %s',
    (requirement) => {
      const findings = check(host(requirement), variants);
      expect(fixed(findings)).toBe(host('cuda-version ==${{ cuda_compiler_version }}'));
    },
  );

  it('ignores a variant without CUDA', () => {
    const some = { variants: { 'variants.yaml': 'cuda_compiler_version: ["12.6", "None"]\n' } };
    expect(fixed(check(host('cuda-version >=12.6'), some))).toBe(host('cuda-version >=12.6,<12.7'));
  });

  it('bounds run by the major release, as the compiler does', () => {
    const run = (requirement: string) => `requirements:\n  run:\n    - ${requirement}\n`;
    const findings = check(run('cuda-version >=12.2'), variants);
    expect(fixed(findings)).toBe(run('cuda-version >=12.2,<13'));
    expect(check(fixed(findings), variants)).toEqual([]);
  });

  it('ignores requirements bounded by another one or by a pin', () => {
    expect(check(`${host('cuda-version >=12.6')}    - cuda-version <13\n`)).toEqual([]);
    const pin = "${{ pin_compatible('cuda-version', lower_bound='x', upper_bound='x') }}";
    expect(check(`requirements:\n  run:\n    - ${pin}\n`)).toEqual([]);
  });

  it.each([
    'cuda-version >=12,<13',
    'cuda-version 12.6',
    'cuda-version ==12.6',
    'cuda-version =12',
    'cuda-version 12.*',
    'cuda-version ~=12.6',
    'cuda-version <13',
    'cuda-version >=12.6,<13.0a0',
    'cuda-version ==${{ cuda_compiler_version }}',
    'cuda-version ${{ cuda_compiler_version }}.*',
    'cuda-cudart-dev >=12.6',
  ])('leaves %s alone', (requirement) => {
    expect(check(host(requirement), variants)).toEqual([]);
  });

  it('ignores a template that cannot be evaluated', () => {
    expect(check(host('cuda-version >=${{ cuda_compiler_version }}'))).toEqual([]);
  });

  it('is a warning if nothing is built with CUDA', () => {
    const findings = check('requirements:\n  run:\n    - cuda-version >=12.6\n');
    expect(linesOf(findings)).toEqual(['warning 3: cuda-version >=12.6']);
  });

  it.each([
    ['- cuda-bindings >=12.9.1,<14.0.0', 0],
    ['- cuda-bindings >=12.9.1,<13', 1],
    ['- numba >=0.60', 1],
  ])('heeds a package that names a later release elsewhere: %s', (other, count) => {
    const recipe = `requirements:\n  run:\n    ${other}\n    - cuda-version >=12\n`;
    expect(check(recipe)).toHaveLength(count);
    const compiled = recipe.replace('run:', "build:\n    - ${{ compiler('cuda') }}\n  run:");
    expect(check(compiled)).toHaveLength(1);
  });

  it('tells of a test, unless the package itself has a bound', () => {
    const recipe = (run: string) =>
      `requirements:\n  run:\n    - ${run}\ntests:\n  - script: a\n    requirements:\n      run:\n        - cuda-version >=12.6\n`;
    const findings = check(recipe('python'));
    expect(linesOf(findings)).toEqual(['info 8: cuda-version >=12.6']);
    expect(findings[0]?.fix).toBeUndefined();
    expect(check(recipe('cuda-version >=12.6,<13'))).toEqual([]);
  });

  it('leaves constraints alone', () => {
    expect(check(host('python').replace('host', 'run_constraints'))).toEqual([]);
    expect(check('requirements:\n  run_constraints:\n    - cuda-version >=12.6\n')).toEqual([]);
  });

  it('warns about a missing version, and takes the release of the variants', () => {
    const findings = check(host('cuda-version'), variants);
    expect(linesOf(findings)).toEqual(['warning 4: cuda-version']);
    expect(fixed(findings)).toBe(host('cuda-version ==${{ cuda_compiler_version }}'));
    expect(check(fixed(findings), variants)).toEqual([]);
  });

  it('finds nothing if a variant key with its name has the version', () => {
    const pinned = { variants: { 'variants.yaml': 'cuda_version: ["12.6"]\n' } };
    expect(check(host('cuda-version'), pinned)).toEqual([]);
    expect(check(host('cuda-version').replace('host', 'run'), pinned)).toHaveLength(1);
  });

  it.each([
    ['nothing says which release is meant', host('cuda-version'), {}],
    ['it is in run', host('cuda-version').replace('host', 'run'), variants],
    ['more than a lower bound is there', host('cuda-version >=12.6,!=12.7'), {}],
  ])('offers no fix if %s', (_, recipe, surroundings) => {
    expect(check(recipe, surroundings).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });

  it('quotes the comma of a bound in a list in brackets', () => {
    const findings = check('requirements:\n  host: [cuda-version >=12.6, python]\n');
    expect(fixed(findings)).toBe('requirements:\n  host: ["cuda-version >=12.6,<12.7", python]\n');
    expect(check(fixed(findings))).toEqual([]);
  });
});
