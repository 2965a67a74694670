import { repositoryUrl } from './repository-url';

describe('repositoryUrl', () => {
  it.each([
    ['https://github.com/a/b', 'https://github.com/a/b'],
    ['http://www.github.com/a/b.git', 'https://github.com/a/b'],
    ['https://gitlab.com/a/b/-/issues?x=1#y', 'https://gitlab.com/a/b'],
  ])('of %s is %s', (address, url) => expect(repositoryUrl([address])).toBe(url));

  it.each([
    'https://github.com/a',
    'https://github.com/sponsors/a',
    'https://example.org/a/b',
    'ssh://github.com/a/b',
    'no address',
    'https://github.com/a@b/c;d',
  ])('is unknown for %s', (address) => expect(repositoryUrl([address])).toBeUndefined());

  it('is the first', () => {
    expect(repositoryUrl(['https://a.example/', 'https://github.com/a/b', 'https://github.com/c/d'])).toBe(
      'https://github.com/a/b',
    );
  });
});
