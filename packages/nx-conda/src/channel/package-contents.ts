import { DeviceCodeSearch } from './device-code';
import type { ElfLinks } from './elf-links';
import { ElfWindow } from './elf-window';
import type { PackageEntry } from './package-file';

/** A file in a package, or a link. */
export interface PackagedFile {
  /** Relative, with slashes. */
  path: string;
  type: PackageEntry['type'];
  /** Only for ELF files. */
  elf?: ElfLinks | 'unreadable';
  /** Whether it contains code for GPUs, from nvcc. Only for files with compiled code: ELF, DLL, static library. */
  hasDeviceCode?: boolean;
}

/** The contents of a package: collected while other code reads it, since unpacking a large one takes minutes. */
export class PackageContents {
  /** In the order of the package, `info/` first. Complete once everything has been read. */
  readonly files: PackagedFile[] = [];

  /** The same entry; read this one instead. */
  readonly watch = (entry: PackageEntry): PackageEntry => {
    const file: PackagedFile = { path: entry.path, type: entry.type };
    this.files.push(file);
    const isLookedAt = entry.type === 'file' && entry.archive === 'pkg';
    return isLookedAt ? { ...entry, content: watched(entry.content, file) } : entry;
  };
}

async function* watched(content: AsyncIterable<Uint8Array>, file: PackagedFile): AsyncGenerator<Uint8Array> {
  const window = new ElfWindow();
  const search = new DeviceCodeSearch();
  for await (const chunk of content) {
    window.push(chunk);
    search.push(chunk);
    yield chunk;
  }
  const elf = window.links();
  if (elf !== undefined) file.elf = elf;
  const hasDeviceCode = search.result();
  if (hasDeviceCode !== undefined) file.hasDeviceCode = hasDeviceCode;
}
