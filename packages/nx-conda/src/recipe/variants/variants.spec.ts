import * as fc from 'fast-check';
import { RecipeError } from '../yaml/recipe-error';
import { mergeVariants, parseVariants } from './variants';
import { normalizeKey } from '../template/variant-key';

describe('parseVariants', () => {
  it('reads lists as text, in YAML and in JSON', () => {
    const values = { python: ['3.10', '3.11'], flag: ['true'] };
    expect(parseVariants('python: [3.10, 3.11]\nflag:\n- true\n', 'variants.yaml').values).toEqual(values);
    expect(parseVariants('{\n\t"python": [3.10, "3.11"],\n\t"flag": [true]\n}', 'v.json').values).toEqual(
      values,
    );
  });

  it('takes empty values, as rattler-build does', () => {
    expect(parseVariants('suffix: ["", -gpu]\nother:\n  -\n', 'variants.yaml').values).toEqual({
      suffix: ['', '-gpu'],
      other: [''],
    });
  });

  it('takes every branch of a condition', () => {
    const text = 'c_compiler:\n  - if: win\n    then: [vs2022, vs2019]\n    else: gcc\n  - clang\n';
    expect(parseVariants(text, 'variants.yaml').values).toEqual({
      c_compiler: ['vs2022', 'vs2019', 'gcc', 'clang'],
    });
  });

  it('takes every line regardless of its selector, and a key more than once', () => {
    const text = 'a:        # [linux]\n  - x     # [linux]\n  - y     # [osx]\na:        # [win]\n  - z\n';
    expect(parseVariants(text, 'ci/conda_build_config.yaml').values).toEqual({ a: ['x', 'y', 'z'] });
  });

  it('follows the aliases of the old format', () => {
    const text = 'a: &list [1, 2]\nb: *list\nc: [&one x, *one]\nd: [*list]\ne: *gone\n';
    expect(parseVariants(text, 'conda_build_config.yaml').values).toEqual({
      a: ['1', '2'],
      b: ['1', '2'],
      c: ['x'],
      d: ['1', '2'],
    });
  });

  it('reads zip groups, also in one list', () => {
    const config = parseVariants('zip_keys:\n  - [a, b]\n  - [c]\n  - [d, e]\n', 'variants.yaml');
    expect(config).toEqual({
      values: {},
      zipKeys: [
        ['a', 'b'],
        ['d', 'e'],
      ],
    });
    expect(parseVariants('zip_keys: [a, b]\n', 'variants.yaml').zipKeys).toEqual([['a', 'b']]);
  });

  it('leaves out anything but lists of values', () => {
    const text = 'a:\nb: {c: [d]}\npin_run_as_build: {python: {max_pin: x.x}}\ne: scalar\nf: [[g], {h: i}]\n';
    expect(parseVariants(text, 'variants.yaml').values).toEqual({ e: ['scalar'], f: ['g'] });
  });

  it('accepts an empty file', () => {
    expect(parseVariants('# nothing\n', 'variants.yaml')).toEqual({ values: {}, zipKeys: [] });
  });

  it.each([
    ['broken YAML', 'a: [1\nb: 2\n', 'yaml', 2],
    ['a list', '\n- a\n', 'not-a-mapping', 2],
    ['two documents', 'a: [1]\n---\nb: [1]\n', 'yaml', 2],
  ])('rejects %s', (_what, text, kind, line) => {
    expect(() => parseVariants(text, 'variants.yaml')).toThrow(
      expect.objectContaining({
        kind,
        diagnostics: [expect.objectContaining({ file: 'variants.yaml', line })],
      }),
    );
  });

  it('throws nothing but RecipeError', () => {
    const yaml = fc.constantFrom(
      '- ',
      'a: ',
      '&x ',
      '*x',
      '[',
      ']',
      'if: ',
      'then: ',
      'zip_keys: ',
      '\n',
      '\n  ',
      '1',
    );
    const name = fc.constantFrom('variants.yaml', 'conda_build_config.yaml');
    fc.assert(
      fc.property(fc.array(yaml, { maxLength: 30 }), name, (parts, file) => {
        try {
          const { values } = parseVariants(parts.join(''), file);
          Object.values(values).forEach((list) => expect(list.length).toBeGreaterThan(0));
        } catch (error) {
          expect(error).toBeInstanceOf(RecipeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads back any values written as JSON', () => {
    const value = fc.stringMatching(/^[a-z0-9.*_ -]+$/).filter((text) => text.trim() === text && text !== '');
    const key = fc
      .stringMatching(/^[a-z][a-z0-9_.-]*$/)
      .filter((name) => name !== 'zip_keys' && name !== 'if');
    const config = fc.dictionary(key, fc.uniqueArray(value, { minLength: 1 }), { noNullPrototype: true });
    fc.assert(
      fc.property(config, (values) => {
        expect(parseVariants(JSON.stringify(values), 'variants.json').values).toEqual(values);
      }),
    );
  });
});

describe('mergeVariants', () => {
  it('replaces per key, in any spelling', () => {
    const first = { values: { 'lib-a': ['1'], b: ['1'] }, zipKeys: [] };
    const second = { values: { lib_a: ['2', '3'] }, zipKeys: [] };
    expect(mergeVariants([first, second]).values).toEqual({ lib_a: ['2', '3'], b: ['1'] });
  });

  it('takes all zip groups from the last file that has any', () => {
    const zips = (...zipKeys: string[][]) => ({ values: {}, zipKeys });
    expect(mergeVariants([zips(['a', 'b']), zips(['c', 'd']), zips()]).zipKeys).toEqual([['c', 'd']]);
  });

  it('is empty without files', () => {
    expect(mergeVariants([])).toEqual({ values: {}, zipKeys: [] });
  });
});

describe('normalizeKey', () => {
  it('makes spellings of one key equal', () => {
    expect(['a-b.c', 'a_b_c', 'a.b-c'].map(normalizeKey)).toEqual(['a_b_c', 'a_b_c', 'a_b_c']);
  });
});
