import { haveCommonVersion } from './version-overlap';

describe('haveCommonVersion', () => {
  it.each([
    ['0.6.*', '>=0.7'],
    ['==0.6.1', '>=0.7'],
    ['<0.7', '>=0.7'],
    ['>=0.6,<0.7', '>=0.7,<0.9'],
    ['>=2', '<2'],
    ['>2', '<=2'],
    ['==1.5', '!=1.5'],
    ['1.5.*', '!=1.5.*'],
    ['~=1.4', '>=2'],
    ['~=1.4.2', '>=1.5'],
    ['>=3|<1', '>=1,<3'],
    ['==2.0', '==2.1'],
    ['=1.4', '~=1.5'],
  ])('is false for %s and %s', (first, second) => {
    expect(haveCommonVersion(first, second)).toBe(false);
    expect(haveCommonVersion(second, first)).toBe(false);
  });

  it.each([
    ['>=0.6', '>=0.7'],
    ['0.6.*', '>=0.6.5'],
    ['<0.7', '>=0.6.9'],
    ['<=2', '>=2'],
    ['>2', '<2.1'],
    ['>=1.5', '!=1.5'],
    ['~=1.4', '>=1.9,<2'],
    ['>=3|<1', '<3'],
    ['', '>=1'],
    ['*', '==1.2'],
    ['==2', '==2.0'],
    ['<1', '!=0'],
    ['1.4.*', '!=1.4'],
  ])('is true for %s and %s', (first, second) => {
    expect(haveCommonVersion(first, second)).toBe(true);
    expect(haveCommonVersion(second, first)).toBe(true);
  });

  it('is unknown for versions with letters, and for endless lists', () => {
    expect(haveCommonVersion('<0.5rc1', '>=1')).toBeUndefined();
    expect(haveCommonVersion('>=1', `${'!=1,'.repeat(50)}!=2`)).toBeUndefined();
  });
});
