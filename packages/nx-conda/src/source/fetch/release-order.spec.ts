import { compareReleases, isPreRelease } from './release-order';

describe('compareReleases', () => {
  it('sorts like PEP 440', () => {
    const sorted = [
      '0',
      '1.0.dev1',
      '1.0.dev2',
      '1.0a1.dev1',
      '1.0a1',
      '1.0b2',
      '1.0rc1',
      '1.0',
      '1.0.post1.dev3',
      '1.0.post1',
      '1.0.1',
      '1.10',
      '1!0.1',
    ];
    expect([...sorted].reverse().sort(compareReleases)).toEqual(sorted);
    expect(compareReleases('1.0', '1.0.0')).toBe(0);
    expect(['1.0.post1.dev3', '1.0-1.dev0', '1.0rc1.dev1'].map(isPreRelease)).toEqual([true, true, true]);
    expect(['1.0', '1.0rc1', '1.0.post1', '1.0.dev1'].map(isPreRelease)).toEqual([false, true, false, true]);
  });
});
