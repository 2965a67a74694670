import { findInScript, lineAround, variablesOf, withoutComments } from './scripts';
import { recipeParts } from './recipe-parts.fixture';

/** The commands of all scripts, with their files. */
const scriptsOf = (recipe: string, besides: Record<string, string> = {}) =>
  recipeParts(recipe, besides).scripts.map(
    ({ file, commands }) => `${file.path.replace('recipes/a/', '')}: ${commands.trim()}`,
  );
const files = { 'build.sh': 'make', 'build.bat': 'nmake', 'other.sh': 'ninja' };

describe('scriptsOf', () => {
  it.each([
    ['one command', 'script: make x', ['recipe.yaml: make x']],
    [
      'a list',
      'script:\n    - a\n    - if: unix\n      then: b\n      else: [c]',
      ['a', 'b', 'c'].map((x) => `recipe.yaml: ${x}`),
    ],
    ['a mapping with content', 'script:\n    content: make\n    env: {A: b}', ['recipe.yaml: make']],
    ['a block of lines', 'script:\n    content: |\n      a\n      b', ['recipe.yaml: |\n      a\n      b']],
    ['a mapping with a file', 'script:\n    file: other.sh', ['recipe.yaml: other.sh', 'other.sh: ninja']],
    ['a file without its extension', 'script:\n    file: build', ['recipe.yaml: build', 'build.sh: make']],
    ['a file instead of a command', 'script: other.sh', ['recipe.yaml: other.sh', 'other.sh: ninja']],
    [
      'steps',
      'steps:\n    - run: a\n    - run: |\n        b',
      ['recipe.yaml: a', 'recipe.yaml: |\n        b'],
    ],
    ['nothing: the files beside the recipe', 'number: 0', ['build.sh: make']],
  ])('reads %s', (_, build, expected) => {
    expect(scriptsOf(`build:\n  ${build}\n`, files)).toEqual(expected);
  });

  it('takes no file beside the recipe if it has outputs', () => {
    expect(scriptsOf('outputs:\n  - package:\n      name: a\n    build:\n      script: x\n', files)).toEqual([
      'recipe.yaml: x',
    ]);
  });

  it('leaves out scripts of tests', () => {
    expect(scriptsOf('build:\n  script: a\ntests:\n  - script: b\n')).toEqual(['recipe.yaml: a']);
  });
});

describe('variablesOf', () => {
  it('reads the environment of the script', () => {
    const { levels } = recipeParts('build:\n  script:\n    env:\n      A: "1"\n      B: 2\n      C: [x]\n');
    expect(levels.flatMap(variablesOf).map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });
});

describe('findInScript', () => {
  it('gives the place in the file, without comments', () => {
    const subject = recipeParts('build:\n  script:\n    - make x # x\n');
    const places = subject.scripts.flatMap((script) => [...findInScript(script, /\bx\b/g)]);
    expect(places.map(({ start, end }) => [start, end])).toEqual([[28, 29]]);
    expect(subject.file.text.slice(23, 29)).toBe('make x');
  });
});

describe('withoutComments', () => {
  it.each([
    ['a # b', 'a    '],
    ['# a\nb', '   \nb'],
    [':: a\nb', '    \nb'],
    ['rem a\r\n@REM b', '      \n      '],
    ['a#b ${#a} $#', 'a#b ${#a} $#'],
    ['remove a', 'remove a'],
  ])('blanks %j', (text, expected) => {
    expect(withoutComments(text)).toBe(expected);
  });
});

describe('lineAround', () => {
  it.each([
    [0, 'ab'],
    [2, 'ab'],
    [3, ''],
    [4, 'cd'],
    [6, 'cd'],
  ])('at %i: %j', (offset, expected) => {
    expect(lineAround('ab\n\ncd', offset)).toBe(expected);
  });
});
