import fc from 'fast-check';
import { ElfWindow } from './elf-window';
import { elfFile } from './elf.fixture';

const library = { soname: 'liba.so.1', needed: ['libcudart.so.12', 'libc.so.6'] };
const format = { is64: true, isLittle: true };

function linksOf(data: Buffer, chunk: number, limit?: number) {
  const window = new ElfWindow(limit);
  for (let at = 0; at < data.length; at += chunk) window.push(data.subarray(at, at + chunk));
  return window.links();
}

describe('ElfWindow', () => {
  it('does not depend on chunk boundaries', () => {
    const data = elfFile({ ...format, ...library });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (chunk) => expect(linksOf(data, chunk)).toEqual(library)),
    );
  });

  it('finds the tables after skipped bytes', () => {
    const data = elfFile({ ...format, ...library, gap: 100_000 });
    expect(linksOf(data, 1000, 1000)).toEqual(library);
  });

  it('returns nothing if the tables were not kept', () => {
    const data = elfFile({ ...format, ...library, gap: 100_000 });
    expect(linksOf(data, 10, 100)).toBe('unreadable');
  });

  it.each(['', '\x7fEL', 'a text file'])('takes %p for another kind of file', (text) => {
    expect(linksOf(Buffer.from(text, 'latin1'), 1)).toBeUndefined();
  });

  it('reports a damaged file', () => {
    expect(linksOf(Buffer.from('\x7fELF and no more', 'latin1'), 3)).toBe('unreadable');
  });
});
