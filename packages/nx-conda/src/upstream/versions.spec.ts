import { compareReleases, isPreRelease } from './release-order';
import { newestVersionTag, versionOfTag } from './version-tags';

describe('versionOfTag', () => {
  it.each([
    ['v1.2.3', '1.2.3'],
    ['1.2', '1.2'],
    ['release-1.2', '1.2'],
    ['some-lib-v1.2rc1', '1.2rc1'],
    ['REL_1_2_3', '1.2.3'],
    ['pkg/v2.0', '2.0'],
    ['nightly', undefined],
    ['v1.2-foo', undefined],
  ])('%s is %s', (tag, version) => {
    expect(versionOfTag(tag)).toBe(version);
  });
});

describe('newestVersionTag', () => {
  it.each([
    [['v0.9', 'v0.10', 'v0.10rc1', 'nightly'], 'v0.10'],
    [['v1.0rc1', 'v1.0b2'], 'v1.0rc1'],
    [['v1.9', 'v2.0.dev1'], 'v1.9'],
    [['nightly'], undefined],
  ])('of %j is %s', (tags, newest) => {
    expect(newestVersionTag(tags)).toBe(newest);
  });
});

describe('compareReleases', () => {
  it('sorts as PEP 440', () => {
    const sorted = [
      '0',
      '1.0.dev1',
      '1.0a1',
      '1.0b2',
      '1.0rc1',
      '1.0',
      '1.0.post1',
      '1.0.1',
      '1.10',
      '1!0.1',
    ];
    expect([...sorted].reverse().sort(compareReleases)).toEqual(sorted);
    expect(compareReleases('1.0', '1.0.0')).toBe(0);
    expect(['1.0', '1.0rc1', '1.0.post1', '1.0.dev1'].map(isPreRelease)).toEqual([false, true, false, true]);
  });
});
