import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { linkOrCopy } from './build';
import type { Cache, KeyedPackage } from './cache';
import { Failure } from './failure';

const subdirs = ['linux-64', 'noarch'] as const;
const manifestFile = 'offline-channel.json';

/** The file beside the subdirs; also marks the folder as this tool's. */
interface Manifest {
  /** Names with keys: several versions of a package share one name. */
  readonly packages: readonly string[];
  readonly variants: unknown;
}

/** The parts of a repodata.json that this tool reads. */
export interface Repodata {
  readonly info?: { readonly subdir?: string };
  readonly packages?: Readonly<Record<string, unknown>>;
  readonly 'packages.conda'?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** Whether the folder holds exactly these packages and variants already. */
export async function isCurrent(folder: string, manifest: Manifest): Promise<boolean> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => undefined);
  return text === manifestText(manifest);
}

/** @returns the description of the channel; equal manifests mean equal channels */
export function manifestOf(packages: readonly KeyedPackage[], variants: unknown): Manifest {
  return { packages: packages.map(({ name, key }) => `${name} ${key}`).sort(), variants };
}

/** @throws Failure if the folder is used for something else; the content of a channel's folder is replaced */
export async function requireOurs(folder: string): Promise<void> {
  const names = await filesIn(folder);
  if (names.length === 0 || names.includes(manifestFile)) return;
  throw new Failure(`${folder} is not an offline channel.`, ['Name another folder, or empty it.']);
}

/**
 * Assembles the channel beside its place and exchanges the folders, so every repodata.json always matches the files
 * beside it.
 */
export async function writeChannel(
  folder: string,
  packages: readonly KeyedPackage[],
  manifest: Manifest,
  cache: Cache,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const subdir of subdirs) await fillSubdir(join(staging, subdir), subdir, packages, cache);
    await writeFile(join(staging, 'variants.json'), `${JSON.stringify(manifest.variants, null, 2)}\n`);
    await writeFile(join(staging, manifestFile), manifestText(manifest));
    // Only the owner can access mkdtemp's folders.
    await chmod(staging, 0o755);
    await exchange(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function fillSubdir(
  target: string,
  subdir: string,
  packages: readonly KeyedPackage[],
  cache: Cache,
): Promise<void> {
  await mkdir(target);
  const parts: Repodata[] = [];
  for (const planned of packages) {
    const source = join(cache.packageFolder(planned), subdir);
    const files = await filesIn(source);
    for (const file of files.filter((name) => name.endsWith('.conda'))) {
      await linkOrCopy(join(source, file), join(target, file));
    }
    if (files.includes('repodata.json')) {
      parts.push(JSON.parse(await readFile(join(source, 'repodata.json'), 'utf8')) as Repodata);
    }
  }
  await writeFile(join(target, 'repodata.json'), JSON.stringify(mergeRepodata(subdir, parts)));
}

/** Empty if the folder does not exist. */
async function filesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** One index out of many: rattler-build wrote each when it wrote the package. */
export function mergeRepodata(subdir: string, parts: readonly Repodata[]): Repodata {
  return {
    info: { subdir },
    packages: Object.assign({}, ...parts.map((part) => part.packages ?? {})),
    'packages.conda': Object.assign({}, ...parts.map((part) => part['packages.conda'] ?? {})),
    repodata_version: 2,
  };
}

/** A folder cannot be renamed onto a non-empty one: move the old one away first. */
async function exchange(staging: string, folder: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const old = `${staging}-old-${attempt}`;
    await rename(folder, old).catch(() => undefined);
    const done = await rename(staging, folder).then(
      () => true,
      () => false,
    );
    await rm(old, { recursive: true, force: true });
    if (done) return;
  }
  throw new Failure(`Could not replace ${folder}: something else writes to it.`, ['Run the command again.']);
}

function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
