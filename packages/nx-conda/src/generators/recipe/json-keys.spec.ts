import fc from 'fast-check';
import { addJsonKeys } from './json-keys';

describe('addJsonKeys', () => {
  it.each([
    ['{}\n', '{\n  "python": ["3.12.*"]\n}\n'],
    ['', '{\n  "python": ["3.12.*"]\n}\n'],
    ['{\n    "a": [1,\n  2]\n}', '{\n    "a": [1,\n  2],\n    "python": ["3.12.*"]\n}'],
    ['{\r\n\t"a": 1\r\n}\r\n', '{\r\n\t"a": 1,\r\n\t"python": ["3.12.*"]\r\n}\r\n'],
    ['{ "a": 1 }', '{ "a": 1, "python": ["3.12.*"] }'],
    ['{"a": "}"}', '{"a": "}", "python": ["3.12.*"]}'],
  ])('%j', (before, after) => {
    expect(addJsonKeys(before, { python: ['3.12.*'] })).toBe(after);
  });

  it.each(['[]', 'a: 1', '{"a": 1,}', 'null'])('does not change %s', (text) => {
    expect(addJsonKeys(text, { python: ['3.12.*'] })).toBeUndefined();
  });

  it('keeps every byte, and adds the keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(0, 1, 2, '\t'),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          const after = addJsonKeys(text, { 'new key': ['x'] }) ?? '';
          expect(JSON.parse(after)).toEqual({ ...(JSON.parse(text) as object), 'new key': ['x'] });
          expect(after.startsWith(text.slice(0, -1).trimEnd())).toBe(true);
        },
      ),
    );
  });
});
