import { compareReleases, isPreRelease } from './release-order';

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
