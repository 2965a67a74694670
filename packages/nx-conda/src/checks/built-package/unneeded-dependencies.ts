import { posix } from 'node:path';
import { type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import type { InstalledPackage } from './installed-packages';
import { neededBy } from './needed-libraries';
import type { Surroundings } from './surroundings';

/** Where a library lies that others link; `targets/` is CUDA's. */
const LIBRARY = /^(lib|targets\/[^/]+\/lib)\/lib[^/]+\.so(\.|$)/;

/** Run dependencies that come from what host exports, and whose libraries no file needs. */
export function unneededDependencies(built: PackageFacts, { host }: Surroundings): Suspicion[] {
  const files = payloadOf(built);
  const elfs = files.flatMap(({ elf }) => elf ?? []);
  // Without ELF files nothing can be said, nor where one of them could not be read.
  if (elfs.length === 0 || elfs.includes('unreadable')) return [];
  const needed = neededBy(files);
  return built.exported.flatMap(({ name, from }) => {
    const provider = host.get(name);
    const libraries = provider ? librariesOf(provider) : [];
    const isIdle = libraries.length > 0 && !libraries.some((library) => needed.has(library));
    return isIdle && name !== 'python' ? [describe(name, from)] : [];
  });
}

/** File names. */
function librariesOf({ libraries }: InstalledPackage): string[] {
  return libraries.filter((path) => LIBRARY.test(path)).map((path) => posix.basename(path));
}

function describe(name: string, from: string): Suspicion {
  return {
    severity: 'info',
    message: `${name} is a run dependency, because ${from} in host exports it, but no file needs a library of it.`,
    help: [
      `If it is not needed, take ${from} out of requirements.host, or add ${name} to requirements.ignore_run_exports.by_name.`,
      'If it is loaded with dlopen(), or needed for something else than its libraries, all is well.',
    ],
  };
}
