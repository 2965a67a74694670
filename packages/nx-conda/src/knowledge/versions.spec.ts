import * as fc from 'fast-check';
import { compareVersions, satisfies, versionConstraint } from './versions';

const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));

describe('satisfies', () => {
  it.each([
    ['12.6', '', true],
    ['12.6', '*', true],
    ['12.6.1', '==12.6', false],
    ['12.6.0', '==12.6', true],
    ['12.6.1', '12.6', false],
    ['12.6.1', '=12.6', true],
    ['12.60', '=12.6', false],
    ['12.6.1', '12.6.*', true],
    ['12.60', '12.6.*', false],
    ['12', '12.0.*', true],
    ['12.6', '12.6*', true],
    ['12.6.1', '==12.6.*', true],
    ['12.6.1', '!=12.6.*', false],
    ['12.6.1', '!=12.6', true],
    ['12.7', '~=12.6', true],
    ['13.0', '~=12.6', false],
    ['12.6.9', '~=12.6.1', true],
    ['12.7', '~=12.6.1', false],
    ['12.10', '>=12.9', true],
    ['12.6', '>12.6', false],
    ['12.6', '>=12.6.*', true],
    ['12.6', '<=12.6', true],
    ['12.6', '<12.6', false],
    ['12.6', '>=12, <13', true],
    ['12.6', '<12|>=12.5', true],
    ['12.6', '<12|>13', false],
    ['12.6', '>=12.6rc1', undefined],
    ['12.6', '<13|dev', undefined],
    ['12.6', '>=', undefined],
    ['12.6', '${{ x }}', undefined],
  ])('%s %s: %s', (one, constraint, expected) => {
    expect(satisfies(one, constraint)).toBe(expected);
  });

  it('agrees with comparing', () => {
    fc.assert(
      fc.property(version, version, version, (v, a, b) => {
        const expected = compareVersions(v, a) >= 0 && compareVersions(v, b) < 0;
        expect(satisfies(v, `>=${a},<${b}`)).toBe(expected);
        expect(satisfies(v, `<${a}|>=${b}`)).toBe(compareVersions(v, a) < 0 || compareVersions(v, b) >= 0);
        expect(satisfies(v, `==${a}`)).toBe(!satisfies(v, `!=${a}`));
      }),
    );
  });

  it('places a prefix exactly between itself and the next', () => {
    fc.assert(
      fc.property(version, fc.nat(30), fc.nat(30), (v, major, minor) => {
        const expected = satisfies(v, `>=${major}.${minor},<${major}.${minor + 1}`);
        expect(satisfies(v, `${major}.${minor}.*`)).toBe(expected);
        expect(satisfies(v, `=${major}.${minor}`)).toBe(expected);
        expect(satisfies(v, `~=${major}.${minor}.0`)).toBe(expected);
      }),
    );
  });
});

describe('compareVersions', () => {
  it('is an order in which a missing part is 0', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, b) + compareVersions(b, a)).toBe(0);
        expect(compareVersions(a, `${a}.0`)).toBe(0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('versionConstraint', () => {
  it.each([
    ['numpy', ''],
    ['numpy >=1.2', '>=1.2'],
    ['numpy>=1.2,<2', '>=1.2,<2'],
    ['numpy >= 1.2, < 2', '>=1.2,<2'],
    ['numpy 1.2.* py312*', '1.2.*'],
    ['numpy * cuda*', '*'],
    ['numpy =1.2', '=1.2'],
    ['numpy=1.2', '=1.2'],
    ['conda-forge::numpy >=1', '>=1'],
    ['conda-forge/linux-64::numpy >=1', '>=1'],
    ['numpy >=1[build=cuda*]', '>=1'],
    ['numpy <1 | >2', '<1|>2'],
  ])('of %s: "%s"', (spec, expected) => {
    expect(versionConstraint(spec)).toBe(expected);
  });
});
