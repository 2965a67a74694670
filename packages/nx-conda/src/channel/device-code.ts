import { ELF_MAGIC } from './elf-header';

/** The first bytes of files with compiled code: ELF files, Windows' programs and DLLs, and static libraries. */
const MAGICS = [ELF_MAGIC, Buffer.from('MZ'), Buffer.from('!<arch>\n')];
const longestMagic = Math.max(...MAGICS.map(({ length }) => length));
/** nvcc puts code for GPUs into the section `.nv_fatbin`. On Windows, names of sections have at most 8 characters. */
const SECTION = Buffer.from('.nv_fatb');

/**
 * Looks for code for GPUs in a stream. Only the name of the section is searched: its place in the file is in a table at
 * the end, and a static library has one such table for each member.
 */
export class DeviceCodeSearch {
  private isCompiled: boolean | undefined;
  private isFound = false;
  /** The last bytes: the name may continue in the next ones. */
  private held: Uint8Array = new Uint8Array(0);

  /** The next bytes of the file. */
  push(bytes: Uint8Array): void {
    if (this.isCompiled === false || this.isFound) return;
    const data = Buffer.concat([this.held, bytes]);
    this.held = data;
    if (data.length < longestMagic) return;
    this.isCompiled ??= MAGICS.some((magic) => data.subarray(0, magic.length).equals(magic));
    this.isFound = this.isCompiled && data.includes(SECTION);
    this.held = data.subarray(data.length - SECTION.length + 1);
  }

  /** Available once the file is complete; undefined for files without compiled code. */
  result(): boolean | undefined {
    return this.isCompiled === true ? this.isFound : undefined;
  }
}
