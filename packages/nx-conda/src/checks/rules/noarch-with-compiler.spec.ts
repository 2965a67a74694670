import { findingsOf, linesOf } from '../subject.fixture';
import { noarchWithCompiler } from './noarch-with-compiler';

const found = (recipe: string) => linesOf(findingsOf(noarchWithCompiler, recipe));
const noarch = 'build:\n  noarch: python\n';
const compiler = "requirements:\n  build:\n    - ${{ compiler('c') }}\n";

describe('noarch-with-compiler', () => {
  it('warns about a compiler', () => {
    expect(found(noarch + compiler)).toEqual(["warning 5: ${{ compiler('c') }}"]);
  });

  it('tells of a compiler that a tool of the build needs', () => {
    expect(found(`build:\n  noarch: generic\n${compiler}    - cmake\n`)).toEqual([
      "info 5: ${{ compiler('c') }}",
    ]);
  });

  it.each([
    ['ext_modules=modules', ['warning 4: python']],
    ['ext_modules=[Extension("a", ["a.c"])]', ['warning 4: python']],
    ['ext_modules=[]', []],
    ['ext_modules=None', []],
    ['# ext_modules=x', []],
    ['packages=["a"]', []],
  ])('looks at setup.py of the source: %s', (argument, expected) => {
    const source = { 'setup.py': `setup(name="a",\n  ${argument}\n)\n` };
    const recipe = `source:\n  path: source\nbuild:\n  noarch: python\n`;
    expect(linesOf(findingsOf(noarchWithCompiler, recipe, { source }))).toEqual(expected);
  });

  it.each(['win', 'linux and aarch64', 'target_platform == "osx-arm64"'])(
    'tells of a requirement that depends on the platform: %s',
    (condition) => {
      const run = `requirements:\n  run:\n    - if: ${condition}\n      then: pywin32\n      else: a\n`;
      expect(found(noarch + run)).toEqual(['info 6: pywin32', 'info 7: a']);
    },
  );

  it.each([
    ['a package for one platform', compiler],
    ['a function that is not a compiler', noarch + compiler.replace('compiler', 'stdlib')],
    [
      'virtual packages',
      `${noarch}requirements:\n  run:\n    - if: win\n      then: __win\n      else: __unix\n`,
    ],
    ['another condition', `${noarch}requirements:\n  run:\n    - if: with_gpu == "yes"\n      then: cupy\n`],
    ['a condition in host', `${noarch}requirements:\n  host:\n    - if: win\n      then: pywin32\n`],
    [
      'the compiler of another output',
      `outputs:
  - package:
      name: a
    build:
      noarch: python
  - package:
      name: b
    requirements:
      build:
        - \${{ compiler('c') }}
`,
    ],
  ])('leaves %s alone', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});
