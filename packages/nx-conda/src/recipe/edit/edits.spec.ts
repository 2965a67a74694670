import * as fc from 'fast-check';
import { applyEdits, type Edit, overlap } from './edits';

const edit = (start: number, end: number, text: string): Edit => ({ start, end, text });

/** A text in parts; every other part is replaced. */
const parts = fc.array(
  fc.record({ kept: fc.string({ unit: 'grapheme' }), old: fc.string(), text: fc.string() }),
);

describe('applyEdits', () => {
  it.each([
    ['replaces', [edit(1, 3, 'X')], 'aXde'],
    ['inserts', [edit(0, 0, '<'), edit(5, 5, '>')], '<abcde>'],
    ['removes', [edit(0, 2, '')], 'cde'],
    ['applies several, in any order', [edit(4, 5, 'E'), edit(0, 1, 'A')], 'AbcdE'],
    ['keeps the order of insertions at one place', [edit(2, 2, '1'), edit(2, 2, '2')], 'ab12cde'],
    ['inserts before a replaced part', [edit(2, 3, 'C'), edit(2, 2, '1')], 'ab1Cde'],
    ['does nothing', [], 'abcde'],
  ])('%s', (_, edits, expected) => {
    expect(applyEdits('abcde', edits)).toBe(expected);
  });

  it.each([
    ['overlap', [edit(0, 3, ''), edit(2, 4, '')]],
    ['lie outside', [edit(4, 6, '')]],
    ['end before they begin', [edit(3, 2, '')]],
  ])('rejects edits that %s', (_, edits) => {
    expect(() => applyEdits('abcde', edits)).toThrow(RangeError);
  });

  it('keeps every other character', () => {
    fc.assert(
      fc.property(parts, fc.string(), fc.infiniteStream(fc.nat()), (pieces, end, order) => {
        let at = 0;
        const edits = pieces.map(({ kept, old, text }) => {
          const start = at + kept.length;
          at = start + old.length;
          return edit(start, at, text);
        });
        const before = pieces.map(({ kept, old }) => kept + old).join('') + end;
        const after = pieces.map(({ kept, text }) => kept + text).join('') + end;
        const isAmbiguous = edits.some(({ start }, n) => n > 0 && start === edits[n - 1]?.start);
        const keys = new Map(edits.map((one) => [one, [...order.take(1)][0] ?? 0]));
        const shuffled = edits.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(applyEdits(before, edits)).toBe(after);
        if (!isAmbiguous) expect(applyEdits(before, shuffled)).toBe(after);
        expect(overlap(shuffled)).toBe(false);
      }),
    );
  });

  it('rejects exactly those that overlap', () => {
    const text = 'abcdef';
    const any = fc
      .tuple(fc.nat(text.length), fc.nat(text.length))
      .map(([a, b]) => edit(Math.min(a, b), Math.max(a, b), 'x'));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (edits) => {
        const apply = () => applyEdits(text, edits);
        if (overlap(edits)) expect(apply).toThrow(RangeError);
        else expect(apply).not.toThrow();
      }),
    );
  });
});
