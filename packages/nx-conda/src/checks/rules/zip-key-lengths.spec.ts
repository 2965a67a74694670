import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { zipKeyLengths } from './zip-key-lengths';

const path = 'recipes/a/variants.yaml';
const check = (own: string, variants: Record<string, string> = {}, platform = 'linux-64') =>
  findingsOf(zipKeyLengths, 'about: {}\n', { besides: { 'variants.yaml': own }, variants, platform });
const zip = 'zip_keys:\n  - [a, b]\n';

describe('zip-key-lengths', () => {
  it('finds a group whose keys differ, at the one that differs from the first', () => {
    const findings = check(`a: [1, 2]\nb:\n  - 1\n  - 2\n  - 3\n${zip}`);
    expect(linesOf(findings)).toEqual(['error 2: b']);
    expect(findings[0]?.message).toBe(
      'zip_keys combines keys with different numbers of values on linux-64: a has 2 values, b has 3 values.',
    );
    expect(findings[0]?.fix).toBeUndefined();
  });

  it.each([
    ['two', '[a, b]', 'Or remove the group from zip_keys: each value of one key'],
    ['three', '[a, b, c]', 'Or remove a key from the group: each value of this key'],
  ])('says what to remove from a group of %s keys', (_, keys, help) => {
    const own = `a: [1, 2]\nb: [1, 2, 3]\nc: [1, 2]\nzip_keys:\n  - ${keys}\n`;
    expect(check(own)[0]?.help[1]).toMatch(help);
  });

  it.each([
    ['[a]', 'Remove zip_keys: a single key combines nothing.'],
    ['[a, b]', 'Put the list into another list, for example `zip_keys: [[python, numpy]]`.'],
  ])('says how to correct zip_keys: %s', (keys, help) => {
    expect(check(`a: [1, 2]\nb: [1, 2]\nzip_keys: ${keys}\n`)[0]?.help).toEqual([help]);
  });

  it.each([
    ['lengths are the same', `a: [1, 2]\nb: [3, 4]\n${zip}`],
    ['a key is not there', `a: [1, 2]\n${zip}`],
    ['they differ and are not combined', 'a: [1, 2]\nb: [1]\n'],
  ])('finds nothing if %s', (_, own) => {
    expect(check(own)).toEqual([]);
  });

  it('decides conditions for the platform', () => {
    const own = `a: [1, 2]\nb:\n  - 1\n  - if: linux\n    then: 2\n${zip}`;
    expect(linesOf(check(own))).toEqual(['warning 2: b']);
    expect(check(own, {}, 'osx-arm64').map(({ message }) => message)).toEqual([
      'zip_keys combines keys with different numbers of values on osx-arm64: a has 2 values, b has 1 value.',
    ]);
  });

  it('names the files if keys come from several', () => {
    const findings = check(`a: [1, 2]\n`, { 'variants.yaml': `b: [1, 2, 3]\n${zip}` });
    expect(findings[0]?.at.file.path).toBe('variants.yaml');
    expect(findings[0]?.message).toContain(` The keys are in ${path} and variants.yaml.`);
  });

  it.each([
    ['in brackets', `a: [1, 2, 3]\nb: ["x"] # why\n${zip}`, `a: [1, 2, 3]\nb: ["x", "x", "x"] # why\n${zip}`],
    ['in lines', `a: [1, 2]\nb:\n  - x # why\n${zip}`, `a: [1, 2]\nb:\n  - x\n  - x # why\n${zip}`],
    [
      'with the line ends of the file',
      `a: [1, 2]\r\nb:\r\n  - x\r\n${zip}`,
      `a: [1, 2]\r\nb:\r\n  - x\r\n  - x\r\n${zip}`,
    ],
  ])('repeats a single value: %s', (_, own, expected) => {
    const findings = check(own);
    expect(fixed(findings, path)).toBe(expected);
    expect(check(expected)).toEqual([]);
  });

  it.each([
    ['several values, of which nobody knows which to repeat', `a: [1, 2, 3]\nb: [1, 2]\n${zip}`],
    ['a value under a condition', `a: [1, 2, 3]\nb:\n  - if: linux\n    then: 1\n${zip}`],
  ])('offers no fix for %s', (_, own) => {
    expect(check(own).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });

  it.each([
    ['zip_keys: [a, b]\n', 'zip_keys: [[a, b]]\n'],
    ['zip_keys:\n  - a # why\n  - b\n', 'zip_keys:\n  - - a # why\n    - b\n'],
  ])('makes one group of a list of keys: %j', (own, expected) => {
    const findings = check(own);
    expect(findings.map(({ severity, line }) => [severity, line])).toHaveLength(1);
    expect(fixed(findings, path)).toBe(expected);
    expect(check(expected)).toEqual([]);
  });

  const ofCondaBuild = (text: string, platform = 'linux-64') =>
    findingsOf(zipKeyLengths, 'about: {}\n', { besides: { 'conda_build_config.yaml': text }, platform });

  it.each([
    ['a list', 'a:\n  - 1\n  - 2\nb:\n  - 3\n  - 4  # [win]\nzip_keys:\n  - - a\n    - b\n'],
    ['a group', 'a:\n  - 1\nb:\n  - 3\nzip_keys:\n  - - a\n    - b  # [win]\n'],
  ])('offers no fix if %s has selectors: on another platform, the fix may be wrong', (_, text) => {
    expect(ofCondaBuild(text).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });

  it('finds nothing on a platform whose selectors are false, whatever the environment is', () => {
    const text =
      'a: [1]\nb: [2]\nzip_keys:\n  -  # [unix]\n    - x  # [unix]\n    - y  # [linux and os.environ.get("A")]\n  -\n    - a\n    - b\n';
    expect(ofCondaBuild(text, 'win-64')).toEqual([]);
  });

  it('finds nothing where the environment decides which lines count', () => {
    const text = 'a: [1]\nb: [2]\nzip_keys:\n  -\n    - a\n    - b  # [os.environ.get("A")]\n  - b\n';
    expect(ofCondaBuild(text)).toEqual([]);
  });

  describe('on other platforms', () => {
    const own = `a: [1, 2]\nb:\n  - 1\n  - if: not win\n    then: 2\n${zip}`;
    const from = (recipe: string, platform: string) =>
      findingsOf(zipKeyLengths, recipe, { besides: { 'variants.yaml': own }, platform });

    it('finds a group that is unequal only there, once', () => {
      const findings = from('about: {}\n', 'linux-64');
      expect(linesOf(findings)).toEqual(['warning 2: b']);
      expect(findings[0]?.message).toBe(
        'zip_keys combines keys with different numbers of values on win-64: a has 2 values, b has 1 value.',
      );
      expect(linesOf(from('about: {}\n', 'win-64'))).toEqual(['error 2: b']);
    });

    it('names all those platforms together', () => {
      const text = 'a:\n  - 1\n  - 2  # [linux]\nb:\n  - 3\n  - 4\nzip_keys:\n  - - a\n    - b\n';
      expect(ofCondaBuild(text).map(({ message }) => message)).toEqual([
        'zip_keys combines keys with different numbers of values on osx-64 and osx-arm64 and win-64: a has 1 value, b has 2 values.',
      ]);
    });

    it.each([
      ['the recipe is skipped there', 'build: { skip: win }\n'],
      ['it is skipped outside Linux', 'build:\n  skip:\n    - not linux\n'],
    ])('finds nothing if %s', (_, recipe) => {
      expect(from(recipe, 'linux-64')).toEqual([]);
    });

    it('still looks if only one of the outputs is skipped there', () => {
      const recipe =
        'outputs:\n  - package: { name: x }\n    build: { skip: win }\n  - package: { name: y }\n';
      expect(linesOf(from(recipe, 'linux-64'))).toEqual(['warning 2: b']);
    });
  });
});
