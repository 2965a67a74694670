import type { InstalledPackage } from './installed-packages';
import type { PackageFacts } from './package-facts';
import type { PackageSurroundings } from './surroundings';

/** A package for the tests. @param needed libraries that its only ELF file needs; undefined: no files. */
export function factsOf(needed: string[] | undefined, facts: Partial<PackageFacts> = {}): PackageFacts {
  return {
    ...{ name: 'a', subdir: 'linux-64', depends: [], constrains: [], size: 1 },
    ...{ missingAllowed: [], makesFiles: true, exported: [], resolved: { build: [], host: [] } },
    files: needed ? [{ path: 'lib/liba.so.1', type: 'file', elf: { needed, soname: 'liba.so.1' } }] : [],
    ...facts,
  };
}

/** Packages around it: their libraries and dependencies by name. */
export function around(
  packages: Partial<Record<InstalledPackage['in'], Record<string, Partial<InstalledPackage>>>> = {},
): PackageSurroundings {
  const installed = (where: InstalledPackage['in']) =>
    new Map(
      Object.entries(packages[where] ?? {}).map(([name, one]) => [
        name,
        { name, in: where, depends: [], libraries: [], ...one },
      ]),
    );
  return { outputs: installed('recipe'), host: installed('host'), build: installed('build') };
}
