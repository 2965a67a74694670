import { mergeVariantJson } from './merge-variant-json';
import { variantJson } from './variant-json';

describe('variantJson', () => {
  it('keeps the types that rattler-build reads', () => {
    const text = 'k: [3, "4"]\nb:\n  - true\nf: [3.10, 1e5, 11.2.*]\n';
    expect(variantJson(text, 'variants.yaml')).toEqual({
      keys: { k: [3, '4'], b: [true], f: ['3.10', '1e5', '11.2.*'] },
      zipKeys: [],
      left: [],
    });
  });

  it('takes values that are already valid in JSON', () => {
    const text = '{"python": ["3.12"], "zip_keys": [["a", "b"]], "a": ["1"], "b": ["2"]}';
    expect(variantJson(text, 'variants.json')).toEqual({
      keys: { python: ['3.12'], a: ['1'], b: ['2'] },
      zipKeys: [['a', 'b']],
      left: [],
    });
  });

  it.each([
    [
      'a:\n  - 1  # [linux]\n',
      'c/conda_build_config.yaml:1:1 a: the key has a selector, which nx-conda does not convert.',
    ],
    [
      'a: [3.10]\n',
      'c/conda_build_config.yaml:1:1 a: c/conda_build_config.yaml:1:5 without quotes, rattler-build may read 3.10 as something other than text; put quotes around the value.',
    ],
    [
      'a: ["{{ x }}"]\n',
      'c/conda_build_config.yaml:1:1 a: c/conda_build_config.yaml:1:5 is a template, which nx-conda does not convert.',
    ],
    [
      'pin_run_as_build: {a: {}}\n',
      'c/conda_build_config.yaml:1:1 pin_run_as_build: rattler-build does not read this key.',
    ],
    ['a: [1]\na: [2]\n', 'c/conda_build_config.yaml:1:1 a: the key is set more than once.'],
    ['a: 1\n', 'c/conda_build_config.yaml:1:1 a: the value is not a list.'],
    [
      'a: [&x "1"]\n',
      'c/conda_build_config.yaml:1:1 a: c/conda_build_config.yaml:1:8 uses a YAML anchor or alias, which nx-conda does not convert.',
    ],
    ['- a\n', 'c/conda_build_config.yaml:1:1 The variant file is not a mapping of keys to values.'],
  ])('does not change %j', (text, reason) => {
    const { keys, left } = variantJson(text, 'c/conda_build_config.yaml');
    expect(keys).toEqual({});
    expect(left).toContain(reason);
  });

  it('does not change an alias', () => {
    const { keys, left } = variantJson('a: &x ["1"]\nb: *x\nc: [*x]\n', 'variants.yaml');
    expect(keys).toEqual({ a: ['1'] });
    expect(left).toEqual([
      'variants.yaml:2:1 b: the value is a YAML alias, which nx-conda does not convert.',
      'variants.yaml:3:1 c: variants.yaml:3:5 uses a YAML anchor or alias, which nx-conda does not convert.',
    ]);
  });

  it('does not change a condition, and everything zipped with it', () => {
    const text = 'a:\n  - if: linux\n    then: 1\nb: ["1"]\nc: ["1"]\nzip_keys:\n  - [a, b]\n';
    const { keys, left, zipKeys } = variantJson(text, 'variants.yaml');
    expect({ keys, zipKeys }).toEqual({ keys: { c: ['1'] }, zipKeys: [] });
    expect(left).toEqual([
      'variants.yaml:1:1 a: variants.yaml:2:5 is a condition, which nx-conda does not convert.',
      'variants.yaml:7:5 zip_keys: the group a, b was not converted, because at least one of these keys has no convertible values.',
    ]);
  });

  it('does not change a group of a single key', () => {
    const { keys, left, zipKeys } = variantJson('a: ["1"]\nzip_keys:\n  - [a]\n', 'variants.yaml');
    expect({ keys, zipKeys }).toEqual({ keys: {}, zipKeys: [] });
    expect(left).toEqual([
      'variants.yaml:3:5 zip_keys: this is not a list of two or more keys, so a was not converted.',
    ]);
  });

  it('ignores a comment that looks like a selector in other files', () => {
    expect(variantJson('a: ["1"]  # [linux]\n', 'variants.yaml').keys).toEqual({ a: ['1'] });
  });
});

describe('mergeVariantJson', () => {
  it('adds and never changes', () => {
    const found = { keys: { a: ['1'], b: ['2'], 'c-d': ['3'] }, zipKeys: [], left: [] };
    expect(mergeVariantJson({ a: ['0'], c_d: ['3'] }, found)).toEqual({
      file: { a: ['0'], c_d: ['3'], b: ['2'] },
      added: ['b'],
      conflicts: ['a'],
    });
  });

  it('takes a group as a whole', () => {
    const found = { keys: { a: ['1'], b: ['2'], c: ['3'] }, zipKeys: [['a', 'b']], left: [] };
    expect(mergeVariantJson({}, found).file).toEqual({ ...found.keys, zip_keys: [['a', 'b']] });
    expect(mergeVariantJson({ a: ['9'] }, found)).toEqual({
      file: { a: ['9'], c: ['3'] },
      added: ['c'],
      conflicts: ['a + b'],
    });
  });
});
