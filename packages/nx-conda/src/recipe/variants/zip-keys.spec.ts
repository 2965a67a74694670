import { zipKeyProblems, zippedKeys } from './zip-keys';

type Files = Record<string, string>;
/** The keys of each unequal group with their lengths; the problem of other groups. */
const problems = (files: string | Files, platform = 'linux-64') =>
  zipKeyProblems(
    Object.entries(typeof files === 'string' ? { 'variants.yaml': files } : files).map(([path, text]) => ({
      path,
      text,
    })),
    platform,
  ).map((found) =>
    found.kind !== 'unequal'
      ? found.kind
      : found.keys.map(({ name, length }) => `${name}=${length}`).join(' '),
  );
const zip = 'zip_keys:\n  - [a, b]\n';

describe('zipKeyProblems', () => {
  it.each([
    ['lists of different lengths', `a: [1, 2]\nb: [1]\n${zip}`, ['a=2 b=1']],
    ['a second group', 'a: [1]\nb: [1]\nc: [1]\nd: [1, 2]\nzip_keys: [[a, b], [c, d]]\n', ['c=1 d=2']],
    [
      'a name with a dash for one with an underscore',
      'a-x: [1, 2]\nb: [1]\nzip_keys: [[a_x, b]]\n',
      ['a-x=2 b=1'],
    ],
    ['a list without groups', 'a: [1]\nzip_keys: [a, b]\n', ['flat']],
    ['keys beside groups', 'a: [1]\nzip_keys: [[a, b], c]\n', ['mixed']],
    ['groups of one key and of none', 'a: [1]\nzip_keys: [[a], []]\n', ['small', 'small']],
    ['a value that is not a list', 'a: [1]\nzip_keys: a\n', ['no-list']],
  ])('finds %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it.each([
    ['lists of the same length', `a: [1, 2]\nb: [3, 4]\n${zip}`],
    ['a value without a list, which is rejected for that', `a: [1, 2]\nb: 1\n${zip}`],
    ['an empty list', `a: [1, 2]\nb: []\n${zip}`],
    ['a list that is empty on the platform', `a: [1, 2]\nb:\n  - if: osx\n    then: 1\n${zip}`],
    ['a condition on an unknown value', `a: [1, 2]\nb:\n  - 1\n  - if: c != "None"\n    then: 2\n${zip}`],
    ['an undefined key', `a: [1, 2]\n${zip}`],
    ['a group with an undefined key', 'a: [1, 2]\nb: [1]\nzip_keys: [[a, b, c]]\n'],
    ['keys that are not combined', 'a: [1, 2]\nb: [1]\n'],
    [
      'a condition that depends on another key',
      `a: [1, 2]\nb:\n  - 1\n  - if: c == "1"\n    then: 2\n${zip}`,
    ],
    ['no groups', `a: [1, 2]\nb: [1]\nzip_keys: []\n`],
  ])('reports nothing about %s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['linux-64', []],
    ['osx-arm64', ['a=2 b=3']],
    ['win-64', ['a=2 b=1']],
  ])('decides conditions on %s', (platform, expected) => {
    const b =
      '  - if: unix\n    then:\n      - 1\n      - if: osx\n        then: [2, 3]\n        else: 2\n    else: 4\n';
    expect(problems(`a: [1, 2]\nb:\n${b}${zip}`, platform)).toEqual(expected);
  });

  describe('in conda_build_config.yaml', () => {
    const legacy = (text: string, platform: string) =>
      problems({ 'x/conda_build_config.yaml': text }, platform);
    const text = 'a:\n  - 1\n  - 2  # [linux]\nb:\n  - 1\n  - 2\nzip_keys:\n  -\n    - a\n    - b\n';

    it('decides selectors', () => {
      expect(legacy(text, 'linux-64')).toEqual([]);
      expect(legacy(text, 'osx-64')).toEqual(['a=1 b=2']);
    });

    it('reports nothing if a condition is undecidable', () => {
      expect(legacy(text.replace('[linux]', '[cuda]'), 'osx-64')).toEqual([]);
    });

    it('takes such a comment as a plain comment in other files', () => {
      expect(problems(text, 'osx-64')).toEqual([]);
    });
  });

  it('uses keys and groups of the later file', () => {
    const first = `a: [1, 2]\nb: [1]\n${zip}`;
    expect(problems({ '1.yaml': first, '2.yaml': 'b: [1, 2]\n' })).toEqual([]);
    expect(problems({ '1.yaml': 'b: [1, 2]\n', '2.yaml': first })).toEqual(['a=2 b=1']);
    expect(problems({ '1.yaml': first, '2.yaml': 'c: [1]\nzip_keys: [[a, c]]\n' })).toEqual(['a=2 c=1']);
    expect(problems({ '1.yaml': first, '2.yaml': 'zip_keys: []\n' })).toEqual(['a=2 b=1']);
  });
});

describe('zippedKeys', () => {
  it('are those combined with a used key', () => {
    const zipKeys = [
      ['python', 'numpy-x'],
      ['c', 'd'],
    ];
    expect([...zippedKeys({ zipKeys }, new Set(['numpy_x']))]).toEqual(['python', 'numpy_x']);
    expect([...zippedKeys({ zipKeys }, new Set(['e']))]).toEqual([]);
  });
});
