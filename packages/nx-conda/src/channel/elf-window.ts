import { ELF_MAGIC, elfHeader } from './elf-header';
import { type ElfLinks, elfLinks } from './elf-links';

/** Number of bytes kept from the start of a file and of every segment: the tables of libtorch_cuda.so have 40 MiB. */
const kept = 64 * 1024 * 1024;
/** A damaged file may claim thousands of segments; linkers and patchelf make up to eight. */
const mostSegments = 8;

interface Piece {
  start: number;
  bytes: Uint8Array;
}

interface Range {
  start: number;
  end: number;
}

/**
 * Reads the links of an ELF file from a stream, without holding all of it: linkers put the tables first; patchelf, to
 * make room for a longer path, puts them into a separate segment at the end.
 */
export class ElfWindow {
  private pieces: Piece[] = [];
  private position = 0;
  private ranges: Range[];
  private isElf: boolean | undefined;
  private knowsSegments = false;

  /** @param limit bytes per segment. */
  constructor(private readonly limit: number = kept) {
    this.ranges = [{ start: 0, end: limit }];
  }

  /** The next bytes of the file. They must not change afterwards. */
  push(bytes: Uint8Array): void {
    if (this.isElf === false) return;
    if (this.position >= this.limit && !this.knowsSegments) this.addSegments();
    const start = this.position;
    this.position += bytes.length;
    if (this.ranges.some((range) => range.start < this.position && start < range.end)) {
      this.pieces.push({ start, bytes });
    }
    if (this.isElf === undefined && this.position >= ELF_MAGIC.length) this.decide();
  }

  /** Available once the file is complete; undefined for other kinds of files. */
  links(): ElfLinks | 'unreadable' | undefined {
    if (!this.isElf) return undefined;
    return elfLinks(this.read) ?? 'unreadable';
  }

  private decide(): void {
    this.isElf = this.read(0, ELF_MAGIC.length)?.equals(ELF_MAGIC) ?? false;
    if (!this.isElf) this.pieces = [];
  }

  private addSegments(): void {
    this.knowsSegments = true;
    const segments = elfHeader(this.read)?.segments ?? [];
    const further = segments.filter(({ offset }) => offset >= this.limit).slice(0, mostSegments);
    this.ranges.push(...further.map(({ offset }) => ({ start: offset, end: offset + this.limit })));
  }

  private readonly read = (offset: number, length: number): Buffer | undefined => {
    const parts: Uint8Array[] = [];
    let at = offset;
    const end = offset + length;
    for (const { start, bytes } of this.pieces) {
      if (at >= end || at < start || at >= start + bytes.length) continue;
      const part = bytes.subarray(at - start, end - start);
      parts.push(part);
      at += part.length;
    }
    return at >= end ? Buffer.concat(parts) : undefined;
  };
}
