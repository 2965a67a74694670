/** The first bytes of every ELF file. */
export const ELF_MAGIC = Buffer.from('\x7fELF', 'latin1');

/** Reads a number of bytes of a file from an offset; undefined if not all are available. */
export type ReadBytes = (offset: number, length: number) => Buffer | undefined;

/** A part of the file that the loader maps or reads. Offset and size in bytes of the file. */
export interface Segment {
  /** PT_LOAD is 1, PT_DYNAMIC is 2. */
  type: number;
  offset: number;
  address: number;
  size: number;
}

/** Width and byte order of the numbers. */
export interface ElfFormat {
  is64: boolean;
  isLittle: boolean;
}

export interface ElfHeader {
  format: ElfFormat;
  segments: Segment[];
}

/** Offsets of the fields in the file header and in an entry of the program header table (elf(5)). */
const layouts = {
  32: { header: 52, phoff: 28, phentsize: 42, phnum: 44, entry: 32, offset: 4, address: 8, size: 16 },
  64: { header: 64, phoff: 32, phentsize: 54, phnum: 56, entry: 56, offset: 8, address: 16, size: 32 },
};

/** The segments of an ELF file; empty for an unlinked one. Undefined if it is damaged or not an ELF file. */
export function elfHeader(read: ReadBytes): ElfHeader | undefined {
  const format = formatOf(read(0, 6));
  if (!format) return undefined;
  const layout = layouts[format.is64 ? 64 : 32];
  const header = read(0, layout.header);
  if (!header) return undefined;
  const entrySize = unsigned(header, layout.phentsize, 2, format);
  const count = unsigned(header, layout.phnum, 2, format);
  if (count === 0) return { format, segments: [] };
  const table = read(word(header, layout.phoff, format), entrySize * count);
  if (!table || entrySize < layout.entry) return undefined;
  const segments = Array.from({ length: count }, (_, index) => {
    const entry = table.subarray(index * entrySize);
    return {
      type: unsigned(entry, 0, 4, format),
      offset: word(entry, layout.offset, format),
      address: word(entry, layout.address, format),
      size: word(entry, layout.size, format),
    };
  });
  return { format, segments };
}

/** An address, offset or size: 4 or 8 bytes. Beyond 2^53 it is inexact and cannot be a file offset. */
export function word(data: Buffer, at: number, { is64, isLittle }: ElfFormat): number {
  if (!is64) return unsigned(data, at, 4, { isLittle });
  return Number(isLittle ? data.readBigUInt64LE(at) : data.readBigUInt64BE(at));
}

function unsigned(data: Buffer, at: number, bytes: 2 | 4, { isLittle }: Pick<ElfFormat, 'isLittle'>): number {
  return isLittle ? data.readUIntLE(at, bytes) : data.readUIntBE(at, bytes);
}

function formatOf(ident: Buffer | undefined): ElfFormat | undefined {
  if (!ident?.subarray(0, ELF_MAGIC.length).equals(ELF_MAGIC)) return undefined;
  const [width = 0, order = 0] = ident.subarray(4);
  if (![1, 2].includes(width) || ![1, 2].includes(order)) return undefined;
  return { is64: width === 2, isLittle: order === 1 };
}
