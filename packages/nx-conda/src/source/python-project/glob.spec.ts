import { matchesGlob } from './glob';

describe('matchesGlob', () => {
  it.each([
    ['acme', 'acme'],
    ['acme_tests', '*_tests'],
    ['acme', 'ac*'],
    ['acme', '*'],
    ['acme', 'a?me**'],
    ['acme.a.tests', '*.a.*'],
    ['aab', '*ab'],
  ])('%s fits %s', (name, pattern) => expect(matchesGlob(name, pattern)).toBe(true));

  it.each([
    ['acme', 'acm'],
    ['acme', 'acme?'],
    ['acme', '*x'],
    ['a.me', 'a\\.me'],
    ['', '?'],
  ])('%s does not fit %s', (name, pattern) => expect(matchesGlob(name, pattern)).toBe(false));

  it('takes little time for many stars', () => {
    expect(matchesGlob('a'.repeat(2000), `${'*a'.repeat(900)}*b`)).toBe(false);
  });
});
