import * as fc from 'fast-check';
import { isMap } from 'yaml';
import { child, positionOf, textOf } from '../yaml/nodes';
import { parseRecipe } from './parse';
import { RecipeError } from '../yaml/recipe-error';

const recipe = `context:
  version: "0.7.11"
package:
  name: cumm
  version: \${{ version }}
source:
  url: https://example.org/cumm-\${{ version }}.tar.gz
  patches: [a.patch, b.patch]
build:
  number: 1.10
  script: |
    {% set x = 1 %}
    pip install .
requirements:
  build:
    - \${{ compiler('cxx') }}
    - if: linux
      then: ["\${{ stdlib('c') }}"]
      else: []
  host:
    - python  # [linux]
tests:
  - python: {imports: [cumm]}
`;

function errorOf(text: string): RecipeError {
  try {
    parseRecipe(text, 'recipe.yaml');
  } catch (error) {
    if (error instanceof RecipeError) return error;
    throw error;
  }
  throw new Error(`was read: ${text}`);
}

/** A recipe, or an error with its place. */
function survives(text: string): void {
  try {
    expect(isMap(parseRecipe(text, 'recipe.yaml').root)).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(RecipeError);
    const { diagnostics, message } = error as RecipeError;
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(message).not.toBe('');
    for (const { line, column, help } of diagnostics) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(text.split('\n').length);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(help.length).toBeGreaterThan(0);
    }
    expect((error as RecipeError).format()).toContain('recipe.yaml:');
  }
}

describe('parseRecipe', () => {
  it('keeps scalars as text and knows their places', () => {
    const parsed = parseRecipe(recipe, 'recipe.yaml');
    const number = child(parsed.root, 'build', 'number');
    expect(textOf(number)).toBe('1.10');
    expect(positionOf(parsed, number)).toEqual({ line: 10, column: 11 });
  });

  it.each([
    ['CRLF', recipe.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${recipe}`],
    ['the deprecated cache', `${recipe}cache: {}\n`],
    ['an explicit document', `---\n${recipe}...\n`],
    ['outputs', 'recipe: {name: x}\noutputs:\n  - staging: {name: s}\n  - package: {name: x}\n'],
  ])('reads a recipe with %s', (_what, text) => {
    expect(() => parseRecipe(text, 'recipe.yaml')).not.toThrow();
  });

  it.each([
    ['characters', `${recipe}#${'x'.repeat(1_000_000)}`],
    ['lines', recipe + '# x\n'.repeat(130_000)],
    ['items', `${recipe}x: [${'a,'.repeat(130_000)}]\n`],
    ['closing brackets', `${recipe}x: ${'}'.repeat(130_000)}\n`],
  ])('rejects a file with too many %s', (_what, text) => {
    const { kind, diagnostics } = errorOf(text);
    expect([kind, diagnostics.length, diagnostics[0]?.line]).toEqual(['yaml', 1, 1]);
    expect(diagnostics[0]?.message).toContain('too large');
  });

  it('reads a recipe of 50 000 lines', () => {
    const text = `${recipe}extra:\n  list:\n${'    - text\n'.repeat(50_000)}`;
    expect(() => parseRecipe(text, 'recipe.yaml')).not.toThrow();
  });

  it('shows a few of thousands of problems', () => {
    const error = errorOf(`${recipe}extra:\n${'  a: b\n'.repeat(20_000)}`);
    expect(error.diagnostics).toHaveLength(10);
    expect(error.format().length).toBeLessThan(10_000);
  });

  it('gives the column without the byte order mark', () => {
    expect(errorOf('\uFEFFpackage: {}\n').diagnostics).toMatchObject([{ line: 1, column: 10 }]);
  });

  it.each([
    ['nothing', '', 'empty', 1, 1],
    ['only comments', '# a\n\n', 'empty', 1, 1],
    ['text', 'hello\n', 'not-a-mapping', 1, 1],
    ['a list', '\n- a\n', 'not-a-mapping', 2, 1],
    ['a tab', 'package:\n\tname: x\n', 'yaml', 2, 1],
    ['an open quote', 'package:\n  name: "x\n', 'yaml', 3, 1],
    ['a bare template in a list', 'package: {name: x}\nsource: [${{ a }}, b]\n', 'yaml', 2, 11],
    ['NUL', 'package:\n  name: \0\n', 'yaml', 2, 9],
    ['an anchor', 'package: &x {name: y}\n', 'yaml', 1, 13],
    ['an alias bomb', 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\npackage: {name: x}\n', 'yaml', 1, 7],
    ['a duplicate key', 'package: {name: x}\nbuild: {}\nbuild: {}\n', 'yaml', 3, 1],
    ['a missing dollar', 'context: {n: x}\npackage:\n  name: {{ n }}\n', 'yaml', 3, 10],
    ['two documents', 'package: {name: x}\n---\npackage: {name: y}\n', 'several-documents', 2, 1],
    ['another tool', 'on: push\njobs: {}\n', 'foreign', 1, 1],
    ['no name', 'package:\n  version: 1\n', 'incomplete', 2, 3],
    ['a list as package', 'package: [x]\n', 'incomplete', 1, 10],
    ['no package', 'recipe: {name: x}\n', 'incomplete', 1, 1],
    ['no outputs', 'outputs: []\n', 'incomplete', 1, 10],
    ['an output without a name', 'outputs:\n  - package: {name: x}\n  - build: {}\n', 'incomplete', 3, 5],
  ])('rejects %s', (_what, text, kind, line, column) => {
    const error = errorOf(text);
    expect(error.kind).toBe(kind);
    expect(error.diagnostics[0]).toMatchObject({ file: 'recipe.yaml', line, column });
  });

  it.each([
    ['statements', '{% set version = "1" %}\npackage:\n  name: x\n'],
    ['bare templates', 'package:\n  name: {{ name }}\n'],
    ['its keys and selectors', 'package: {name: x}\nbuild:\n  skip: true  # [win]\ntest:\n  commands: [x]\n'],
    ['outputs by name', 'package: {name: x}\noutputs:\n  - name: y\n    build: {number: 0}  # [win]\n'],
  ])("knows conda-build's format by %s", (_what, text) => {
    expect(errorOf(text).kind).toBe('conda-build');
  });

  it.each([
    ['selectors', 'package: {name: x}\nrequirements:\n  build:\n    - sel(linux): gcc\n'],
    ['steps', 'package: {name: x}\nsteps:\n  - name: y\n'],
    ['quoted templates', 'context: {name: x}\npackage:\n  name: "{{ name }}"\n'],
  ])("knows boa's format by %s", (_what, text) => {
    expect(errorOf(text).kind).toBe('boa');
  });

  it('does not take a recipe with a wrong key or a selector for an older format', () => {
    expect(() => parseRecipe('package: {name: x}\nabout: {home: y}\n', 'recipe.yaml')).not.toThrow();
    expect(() =>
      parseRecipe('package: {name: x}\nbuild: {number: 0} # [win]\n', 'recipe.yaml'),
    ).not.toThrow();
    expect(() => parseRecipe(recipe.replace(/\$\{\{.*\}\}/g, 'x'), 'recipe.yaml')).not.toThrow();
  });

  it('reports problem, place and help', () => {
    expect(errorOf('package:\n  name: x\nbuild: {}\nbuild: {}\n').format()).toBe(
      [
        'recipe.yaml:4:1  The key "build" is already set on line 3.',
        '',
        '  2 |   name: x',
        '  3 | build: {}',
        '> 4 | build: {}',
        '    | ^',
        '  5 |',
        '',
        '  1. Merge the two entries, or remove one.',
      ].join('\n'),
    );
  });

  it.each([
    [
      'recipe: {name: x}\n',
      'The recipe has `recipe:`, but no `outputs:`.',
      'List the outputs below `outputs:`',
    ],
    ['package:\n  version: 1\n', 'The package has no name.', 'Add `name:` below `package:`.'],
    [
      'package:\n  name: x\nsource: [a, b\nbuild: {}\n',
      'This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
      'Close each `[` with `]` and each `{` with `}`',
    ],
    [
      'package:\n  name: "x\n',
      'This is not valid YAML: Missing closing "quote.',
      'Add the missing character: ',
    ],
    ['package:\n  name: a: b\n', 'This is not valid YAML: ', 'If the value contains `: `, put quotes around'],
    [
      'package:\n  name\n  version: 1\n',
      'This is not valid YAML: ',
      'If this line is a key, end it with `:`.',
    ],
  ])('says what to do for %j', (text, message, help) => {
    const [problem] = errorOf(text).diagnostics;
    expect(problem?.message.slice(0, message.length)).toBe(message);
    expect(problem?.help[0]?.slice(0, help.length)).toBe(help);
  });

  it.each([
    ['brackets', `package: ${'['.repeat(100_000)}`],
    ['braces', '{'.repeat(100_000)],
    ['lists', '- '.repeat(20_000)],
    ['mappings', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['complex keys', '? '.repeat(20_000)],
  ])('reports that %s are nested too deeply', (_what, text) => {
    expect(errorOf(text).message).toContain('nested more than 100 levels');
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives));
    const yaml = fc.constantFrom(
      ...'- ? : [ ] { } & * ! | > \' " % @ ` # , ~ ${{ }} {{ {% %} \n \t a package: name: sel(x):'.split(' '),
      ' ',
      '\n',
      '\n  ',
    );
    fc.assert(fc.property(fc.array(yaml, { maxLength: 60 }), (parts) => survives(parts.join(''))));
  });

  it('survives any damage to a recipe', () => {
    const damage = fc.tuple(fc.nat(recipe.length), fc.nat(20), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        const broken = damages.reduce(
          (text, [at, length, added]) => text.slice(0, at) + added + text.slice(at + length),
          recipe,
        );
        survives(broken);
      }),
      { numRuns: 500 },
    );
  });
});
