import { isInside } from './paths';

describe('isInside', () => {
  it.each([
    ['/w', '/w', true],
    ['/w', '/w/a/b', true],
    ['/w', '/w/..data/a', true],
    ['/w', '/w/...', true],
    ['/', '/a', true],
    ['/w', '/wa', false],
    ['/w/a', '/w', false],
    ['/w', '/', false],
    ['/w', '/..w', false],
    ['/w', '/w/../x', false],
  ])('%s, %s: %s', (folder, path, expected) => {
    expect(isInside(folder, path)).toBe(expected);
  });
});
