import { posix } from 'node:path';
import type { PackagedFile } from '../../channel/package-contents';
import { type PackageFacts, payloadOf } from './package-facts';
import { isAllowed, isSystemLibrary } from '../../knowledge/system-libraries';

/** Libraries by file name, each with the paths of the files that need it. */
export type Needed = ReadonlyMap<string, string[]>;

/** Every library that an ELF file of a package needs. */
export function neededBy(files: PackagedFile[]): Needed {
  const needed = new Map<string, string[]>();
  for (const { path, elf } of files) {
    const names = typeof elf === 'object' ? elf.needed : [];
    // A linker writes a path if the library has no soname.
    for (const name of new Set(names.map((written) => posix.basename(written)))) {
      needed.set(name, [...(needed.get(name) ?? []), path]);
    }
  }
  return needed;
}

/** Libraries that other packages must provide. */
export function neededFromOthers(built: PackageFacts): Needed {
  const files = payloadOf(built);
  const own = new Set(files.flatMap(({ path, elf }) => [posix.basename(path), ...sonameOf(elf)]));
  const isForeign = (library: string) =>
    !own.has(library) && !isSystemLibrary(library) && !isAllowed(library, built.missingAllowed);
  return new Map([...neededBy(files)].filter(([library]) => isForeign(library)));
}

function sonameOf(elf: PackagedFile['elf']): string[] {
  return typeof elf === 'object' && elf.soname !== undefined ? [elf.soname] : [];
}
