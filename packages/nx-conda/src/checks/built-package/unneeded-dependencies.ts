import { posix } from 'node:path';
import type { ExportedDependency } from '../../recipe/facts/linking';
import { type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import type { InstalledPackage } from './installed-packages';
import { neededBy } from './needed-libraries';
import type { PackageSurroundings } from './surroundings';
import { listText, plural } from './words';

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
  const [are, them] = [
    plural(names, 'is a run dependency', 'are run dependencies'),
    plural(names, 'it', 'them'),
  ];
  const sources = [...new Set(idle.map(({ from }) => from))];
  return {
    severity: 'info',
    message: `${listText(names)} ${are} because ${listText(sources)} in host export${plural(sources, 's', '')} ${them}, but no file needs a library of ${them}.`,
    help: [
      `If run does not need ${them}, add to requirements.ignore_run_exports.by_name: ${names.join(', ')}.`,
      `If the package loads libraries with dlopen(), or needs other files of ${them}, this is fine.`,
    ],
  };
}
