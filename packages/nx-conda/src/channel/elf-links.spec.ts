import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { ReadBytes } from './elf-header';
import { elfLinks } from './elf-links';
import { elfFile } from './elf.fixture';

const links = (data: Buffer) => elfLinks(reading(data));

function reading(data: Buffer): ReadBytes {
  return (offset, length) =>
    offset >= 0 && offset + length <= data.length ? data.subarray(offset, offset + length) : undefined;
}

const formats = [
  { is64: true, isLittle: true },
  { is64: true, isLittle: false },
  { is64: false, isLittle: true },
  { is64: false, isLittle: false },
];
const library = { soname: 'liba.so.1', needed: ['libcudart.so.12', 'libc.so.6'] };

describe('elfLinks', () => {
  it.each(formats)('reads the needed libraries: %p', (format) => {
    expect(links(elfFile({ ...format, ...library }))).toEqual(library);
  });

  it('reads a name that is longer than most', () => {
    const needed = [`/${'a'.repeat(1000)}/libb.so`];
    expect(links(elfFile({ is64: true, isLittle: true, needed }))).toEqual({ needed });
  });

  it('reads the output of a real linker', () => {
    // Node is an ELF file only on Linux.
    const found = links(readFileSync(process.execPath));
    if (process.platform === 'linux') expect(found?.needed).toContain('libc.so.6');
    else expect(found).toBeUndefined();
  });

  it('needs nothing without a dynamic section', () => {
    const data = elfFile({ is64: true, isLittle: true, ...library });
    data.writeUInt16LE(0, 56);
    expect(links(data)).toEqual({ needed: [] });
  });

  it('returns nothing for a file truncated anywhere', () => {
    const data = elfFile({ is64: true, isLittle: true, ...library });
    for (let end = 0; end < data.length; end++) expect(links(data.subarray(0, end))).toBeUndefined();
  });

  it.each([
    ['a width', 4],
    ['a byte order', 5],
  ])('gives nothing for %s that does not exist', (_what, at) => {
    const data = elfFile({ is64: true, isLittle: true, ...library });
    data[at] = 3;
    expect(links(data)).toBeUndefined();
  });

  it('returns everything that was put in', () => {
    const name = fc.stringMatching(/^[a-z.+-]{1,40}$/);
    const file = fc.record({
      format: fc.constantFrom(...formats),
      needed: fc.array(name),
      soname: name,
      gap: fc.nat(99),
    });
    fc.assert(
      fc.property(file, ({ format, needed, soname, gap }) =>
        expect(links(elfFile({ ...format, needed, soname, gap }))).toEqual({ needed, soname }),
      ),
    );
  });

  it('never throws, whatever the bytes', () => {
    const start = Buffer.from('\x7fELF', 'latin1');
    const idents = fc.constantFrom([1, 1], [1, 2], [2, 1], [2, 2]).map((ident) => Buffer.from(ident));
    const random = fc.tuple(idents, fc.uint8Array({ maxLength: 300 }));
    fc.assert(fc.property(random, ([ident, rest]) => void links(Buffer.concat([start, ident, rest]))));
    fc.assert(fc.property(fc.uint8Array(), (data) => void links(Buffer.from(data))));
  });

  it('never throws if some bytes of a good file are wrong', () => {
    const change = fc.record({ format: fc.constantFrom(...formats), at: fc.nat(400), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1 }), (changes) => {
        const data = elfFile({ ...(changes[0]?.format ?? { is64: true, isLittle: true }), ...library });
        for (const { at, value } of changes) data[at % data.length] = value;
        links(data);
      }),
      { numRuns: 1000 },
    );
  });
});
