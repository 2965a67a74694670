import { toCondaVersion, toSemver } from './semver-form';

describe('the forms of a version', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    ['1.2.3rc1', '1.2.3-rc.1'],
    ['1.2.3alpha0', '1.2.3-alpha.0'],
    ['2024.1.0.1', '2024.1.0.1'],
  ])('%s and %s', (conda, semver) => {
    expect(toSemver(conda)).toBe(semver);
    expect(toCondaVersion(semver)).toBe(conda);
  });

  it('pads short versions, and names unnamed pre-releases', () => {
    expect(toSemver('0.4')).toBe('0.4.0');
    expect(toSemver('1.2.rc1')).toBe('1.2.0-rc.1');
    expect(toCondaVersion('1.2.3-0')).toBe('1.2.3dev0');
  });
});
