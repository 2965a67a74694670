import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ResolvedPackage } from '../../recipe/facts/resolved-environments';
import { hasDeviceCode, type PackageFacts, payloadOf } from './package-facts';

/** A package of a build or host environment, or an output of the same recipe. */
export interface InstalledPackage {
  name: string;
  /** Where it was seen. */
  in: 'host' | 'build' | 'recipe';
  /** Match specs. */
  depends: string[];
  /** Paths of its shared libraries. */
  libraries: string[];
  /** Whether a file contains code for GPUs. Only of outputs of the same recipe. */
  hasDeviceCode?: boolean;
}

/** By name. */
export type Installed = ReadonlyMap<string, InstalledPackage>;

/**
 * The packages that rattler unpacked for an environment, without those no longer in its cache.
 * @param folder rattler's package folder, from `rattlerPackageFolder`.
 */
export async function readInstalled(
  records: ResolvedPackage[],
  where: 'host' | 'build',
  folder: string,
): Promise<Installed> {
  const found = await Promise.all(records.map((record) => readPackage(record, where, folder)));
  return new Map(found.flatMap((one) => (one ? [[one.name, one]] : [])));
}

/** The outputs of one recipe, as other outputs see them. Variants of an output count as one. */
export function outputsAsInstalled(outputs: PackageFacts[]): Installed {
  const merged = new Map<string, InstalledPackage>();
  for (const output of outputs) {
    const { name } = output;
    const before = merged.get(name) ?? { depends: [], libraries: [], hasDeviceCode: false };
    const libraries = payloadOf(output)
      .map(({ path }) => path)
      .filter(isSharedLibrary);
    merged.set(name, {
      ...{ name, in: 'recipe' },
      depends: [...before.depends, ...output.depends],
      libraries: [...before.libraries, ...libraries],
      hasDeviceCode: before.hasDeviceCode === true || hasDeviceCode(output),
    });
  }
  return merged;
}

/** The package that contains a library. @param library a file name. */
export function ownerOf(
  library: string,
  installed: Iterable<InstalledPackage>,
): InstalledPackage | undefined {
  for (const one of installed) {
    if (one.libraries.some((path) => posix.basename(path) === library)) return one;
  }
  return undefined;
}

async function readPackage(
  { name, version, build }: ResolvedPackage,
  where: 'host' | 'build',
  folder: string,
): Promise<InstalledPackage | undefined> {
  const info = join(folder, `${name}-${version}-${build}`, 'info');
  try {
    const [index, paths] = await Promise.all([
      readJson(join(info, 'index.json')),
      readJson(join(info, 'paths.json')),
    ]);
    const { depends = [] } = index as { depends?: string[] };
    const { paths: entries } = paths as { paths: { _path: string }[] };
    const libraries = entries.map(({ _path }) => _path).filter(isSharedLibrary);
    return { name, in: where, depends, libraries };
  } catch {
    return undefined;
  }
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function isSharedLibrary(path: string): boolean {
  return /\.so(\.|$)/.test(path);
}
