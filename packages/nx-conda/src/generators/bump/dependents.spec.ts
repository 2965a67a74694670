import { allows } from './dependents';
import { gitAddress } from './git-address';

describe('allows', () => {
  it.each([
    ['cumm ==0.7.11 cpu_*', '0.7.11', true],
    ['cumm ==0.7.11 cpu_*', '0.8', false],
    ['cumm >=0.7,<0.8', '0.8.2', false],
    ['cumm', '0.8', true],
    ['cumm >=${{ x }}', '0.8', undefined],
    ['pin_compatible(cumm)', '0.8', undefined],
    ['cumm >=0.7', '0.8rc1', undefined],
  ])('%s, %s: %s', (spec, version, expected) => {
    expect(allows(spec, version)).toBe(expected);
  });
});

describe('gitAddress', () => {
  it.each([
    ['https://x.org/a.git', 'https://x.org/a.git'],
    ['git@x.org:o/a.git', 'git@x.org:o/a.git'],
    ['../a', '/w/a'],
    ['/b', '/b'],
  ])('%s', (written, expected) => {
    expect(gitAddress(written, '/w/recipes')).toBe(expected);
  });
});
