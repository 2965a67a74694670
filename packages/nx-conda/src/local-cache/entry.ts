import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderEntries } from '../machine/folder-entries';

/**
 * Nx 24 keeps the outputs of a task in `<cache>/<hash>`, with their paths relative to the workspace, and a row for each
 * in a database of the workspace. A row without its folder is a miss, in every workspace that shares the cache; a row
 * with an empty folder is a hit that restores nothing (both tried with Nx 24.0.0, with and without the daemon).
 */
export function entryNames(cache: string): string[] {
  try {
    return readdirSync(cache).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

const DEPTH = 4;

/** The folder of a build in an entry, relative to the entry; undefined if there is none. */
export function buildFolderIn(entry: string, outputRoot: string): string | undefined {
  return findBuild(entry, outputRoot, DEPTH);
}

function findBuild(entry: string, folder: string, depth: number): string | undefined {
  const found = folderEntries(join(entry, folder)) ?? [];
  if (found.some((one) => ['build.json', 'digest.json', 'inputs.json'].includes(one.name))) return folder;
  const folders = found.filter((one) => one.isDirectory()).map(({ name }) => join(folder, name));
  // Even without reports, the rest of a channel belongs to a build.
  if (folders.some((below) => existsSync(join(entry, below, 'repodata.json')))) return folder;
  if (depth === 0) return undefined;
  return folders.map((below) => findBuild(entry, below, depth - 1)).find((one) => one !== undefined);
}

/** While Nx fills an entry, its content is not recognizable yet. */
const FILLED_AFTER_MS = 60_000;

export function isBeingFilled(entry: string): boolean {
  const age = Date.now() - (statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < FILLED_AFTER_MS;
}

/** Name of an entry that is being added or removed. */
const MOVED = '.nx-conda-';
const LEFT_AFTER_MS = 3_600_000;

/**
 * Removes an entry from the cache, in one step: others see all of it or nothing.
 * @throws if the cache is not writable.
 */
export async function removeEntry(cache: string, hash: string): Promise<void> {
  const moved = join(cache, `${MOVED}${randomUUID()}`);
  try {
    await rename(join(cache, hash), moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await rm(moved, { recursive: true, force: true });
  await removeLeftOvers(cache);
}

/** Puts copies of files and folders into an entry, replacing its content. @param paths relative to `root` */
export async function replaceEntry(
  cache: string,
  hash: string,
  root: string,
  paths: string[],
): Promise<void> {
  const copy = join(cache, `${MOVED}${randomUUID()}`);
  try {
    for (const path of paths) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await cp(join(root, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
    }
    await removeEntry(cache, hash);
    await rename(copy, join(cache, hash));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Left by killed processes. */
async function removeLeftOvers(cache: string): Promise<void> {
  for (const name of (await readdir(cache)).filter((one) => one.startsWith(MOVED))) {
    const path = join(cache, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
