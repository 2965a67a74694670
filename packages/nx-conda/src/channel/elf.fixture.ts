import type { ElfFormat } from './elf-header';
import type { ElfLinks } from './elf-links';

export interface ElfFixture extends ElfFormat, ElfLinks {
  /** Bytes of code between the program headers and a second segment with the dynamic section, as patchelf makes it. */
  gap?: number;
}

const base = 0x400000;

/** An ELF file with only the library information that the dynamic loader reads. */
export function elfFile({ gap = 0, ...file }: ElfFixture): Buffer {
  const sizes = file.is64 ? { header: 64, entry: 56, word: 8 } : { header: 52, entry: 32, word: 4 };
  const headers = sizes.header + 3 * sizes.entry;
  const strings = Buffer.from(['', ...file.needed, ...(file.soname ? [file.soname] : []), ''].join('\0'));
  const start = headers + gap;
  // The second segment lies elsewhere in memory than in the file.
  const address = base + start + 0x1000;
  const entries = dynamicEntries(file, address, strings.length);
  const dynamic = Buffer.concat(entries.flat().map((value) => number(value, sizes.word, file.isLittle)));
  const segments = [
    [1, 0, base, start],
    [1, start, address, strings.length + dynamic.length],
    [2, start + strings.length, address + strings.length, dynamic.length],
  ].map((segment) => programHeader(file, segment));
  return Buffer.concat([fileHeader(file, sizes), ...segments, Buffer.alloc(gap, 'c'), strings, dynamic]);
}

function dynamicEntries({ needed, soname }: ElfLinks, strings: number, size: number): number[][] {
  const offsets = [...needed, soname ?? ''].reduce(
    (all, name) => [...all, (all.at(-1) ?? 0) + name.length + 1],
    [1],
  );
  return [
    ...needed.map((_, index) => [1, offsets[index] ?? 0]),
    ...(soname ? [[14, offsets[needed.length] ?? 0]] : []),
    [5, strings],
    [10, size],
    [0, 0],
    // After the end: must not be read.
    [1, 1],
  ];
}

function fileHeader(
  { is64, isLittle }: ElfFormat,
  sizes: { header: number; entry: number; word: number },
): Buffer {
  const half = (value: number) => number(value, 2, isLittle);
  const word = (value: number) => number(value, sizes.word, isLittle);
  const ident = Buffer.from([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, isLittle ? 1 : 2, 1, ...Array(9).fill(0)]);
  return Buffer.concat([
    ...[ident, half(3), half(62), number(1, 4, isLittle), word(0), word(sizes.header), word(0)],
    ...[number(0, 4, isLittle), half(sizes.header), half(sizes.entry), half(3), half(0), half(0), half(0)],
  ]);
}

function programHeader(
  { is64, isLittle }: ElfFormat,
  [type = 0, offset = 0, address = 0, size = 0]: number[],
): Buffer {
  const four = (value: number) => number(value, 4, isLittle);
  const word = (value: number) => number(value, is64 ? 8 : 4, isLittle);
  return is64
    ? Buffer.concat([four(type), four(6), ...[offset, address, address, size, size, 1].map(word)])
    : Buffer.concat([type, offset, address, address, size, size, 6, 1].map(four));
}

function number(value: number, bytes: number, isLittle: boolean): Buffer {
  const data = Buffer.alloc(bytes);
  const small = Math.min(bytes, 4);
  if (isLittle) data.writeUIntLE(value, 0, small);
  else data.writeUIntBE(value, bytes - small, small);
  return data;
}
