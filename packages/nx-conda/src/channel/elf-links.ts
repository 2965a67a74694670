import { type ElfFormat, elfHeader, type ReadBytes, type Segment, word } from './elf-header';

/** The library information that the dynamic loader reads in an ELF file. */
export interface ElfLinks {
  /** DT_SONAME: the name by which others need it. */
  soname?: string;
  /** DT_NEEDED, in the order of the file: usually file names, paths if the linker was told so. */
  needed: string[];
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
/** Tags of the relevant entries (elf(5)). */
const tags = { end: 0, needed: 1, strings: 5, stringsSize: 10, soname: 14 };
/** Libraries with hundreds of entries exist; anything of this size is not a table. */
const largestTable = 1024 * 1024;
/** Most names are short; PATH_MAX is the longest path that a loader can open. */
const nameLengths = [256, 4096];

/**
 * The dynamic section of an ELF file, 32 or 64 bit, in either byte order. A file without one (a static program or an
 * object file) needs no libraries.
 * @returns undefined if the file is damaged or necessary bytes are not available.
 */
export function elfLinks(read: ReadBytes): ElfLinks | undefined {
  const header = elfHeader(read);
  if (!header) return undefined;
  const { format, segments } = header;
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) return { needed: [] };
  if (dynamic.size > largestTable) return undefined;
  const table = read(dynamic.offset, dynamic.size);
  return table && linksIn(entriesOf(table, format), segments, read);
}

type Entry = [tag: number, value: number];

function entriesOf(table: Buffer, format: ElfFormat): Entry[] {
  const size = format.is64 ? 8 : 4;
  const entries: Entry[] = [];
  for (let at = 0; at + 2 * size <= table.length; at += 2 * size) {
    const tag = word(table, at, format);
    if (tag === tags.end) break;
    entries.push([tag, word(table, at + size, format)]);
  }
  return entries;
}

function linksIn(entries: Entry[], segments: Segment[], read: ReadBytes): ElfLinks | undefined {
  const valuesOf = (wanted: number) => entries.flatMap(([tag, value]) => (tag === wanted ? [value] : []));
  const start = offsetOf(valuesOf(tags.strings)[0], segments);
  const size = valuesOf(tags.stringsSize)[0];
  const nameAt = (offset: number) => {
    if (start === undefined || size === undefined || offset >= size) return undefined;
    return readName(start + offset, size - offset, read);
  };
  const needed = valuesOf(tags.needed).map(nameAt);
  const sonames = valuesOf(tags.soname).map(nameAt);
  if (!areNames(needed) || !areNames(sonames)) return undefined;
  return { needed, ...(sonames[0] !== undefined && { soname: sonames[0] }) };
}

/** Finds the table of names by its address. */
function offsetOf(address: number | undefined, segments: Segment[]): number | undefined {
  if (address === undefined) return undefined;
  const segment = segments.find(
    ({ type, address: first, size }) => type === PT_LOAD && address >= first && address < first + size,
  );
  return segment && address - segment.address + segment.offset;
}

/** @param most remaining bytes of the table of names. */
function readName(offset: number, most: number, read: ReadBytes): string | undefined {
  for (const length of nameLengths) {
    const data = read(offset, Math.min(length, most));
    const end = data?.indexOf(0) ?? -1;
    if (data && end >= 0) return data.toString('utf8', 0, end);
  }
  return undefined;
}

/** If the bytes are not a table, as in files with debug information, the result is not a list of names. */
function areNames(names: (string | undefined)[]): names is string[] {
  return names.every((name) => name !== undefined && /^\P{Cc}+$/u.test(name));
}
