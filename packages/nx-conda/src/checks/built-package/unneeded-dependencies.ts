import { posix } from 'node:path';
import type { ExportedDependency } from '../../recipe/facts/linking';
import { type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import type { InstalledPackage } from './installed-packages';
import { neededBy } from './needed-libraries';
import type { PackageSurroundings } from './surroundings';
import { listText } from './words';

/** Paths of libraries that others link; `targets/` is CUDA's. */
const LIBRARY = /^(lib|targets\/[^/]+\/lib)\/lib[^/]+\.so(\.|$)/;

/** Run dependencies from run exports of host whose libraries no file needs. */
export function unneededDependencies(built: PackageFacts, { host }: PackageSurroundings): Suspicion[] {
  const files = payloadOf(built);
  const elfs = files.flatMap(({ elf }) => elf ?? []);
  // Unknown without ELF files, or with one that could not be read.
  if (elfs.length === 0 || elfs.includes('unreadable')) return [];
  const needed = neededBy(files);
  const idle = built.exported.filter(({ name }) => {
    const provider = host.get(name);
    const libraries = provider ? librariesOf(provider) : [];
    const isUsed = libraries.some((library) => needed.has(library));
    return name !== 'python' && libraries.length > 0 && !isUsed;
  });
  return idle.length > 0 ? [describe(idle)] : [];
}

/** File names. */
function librariesOf({ libraries }: InstalledPackage): string[] {
  return libraries.filter((path) => LIBRARY.test(path)).map((path) => posix.basename(path));
}

function describe(idle: ExportedDependency[]): Suspicion {
  const names = idle.map(({ name }) => name);
  const list = listText(names);
  const sources = [...new Set(idle.map(({ from }) => from))];
  return {
    severity: 'info',
    message: `No file of the package needs a library of ${listText(names, 'or')}, but run exports of ${listText(sources)} in host add ${list} to run.`,
    help: [
      `If the package does not need ${listText(names, 'or')} at run time, add ${names.join(', ')} to requirements.ignore_run_exports.by_name.`,
      'Do not add a package to the list if its libraries are loaded with dlopen(), or if its other files are needed.',
    ],
  };
}
