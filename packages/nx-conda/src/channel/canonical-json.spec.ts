import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

describe('canonicalJson', () => {
  it('sorts the keys of every object and keeps the order of lists', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }, 'x'], a: undefined, B: 2 })).toBe(
      '{"B":2,"b":[{"c":null,"d":1},"x"]}',
    );
  });

  it('does not depend on the order of the keys, and keeps the meaning', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});
