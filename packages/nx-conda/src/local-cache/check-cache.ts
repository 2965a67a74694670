import { join } from 'node:path';
import { buildFolderIn, entryNames, isBeingFilled, removeEntry } from './entry';
import { areUnchanged } from './stamps';
import { readVerified, type VerifiedCache, type VerifiedEntry, writeVerified } from './verified';
import { verifyBuild } from './verify-build';

/** An entry of Nx's cache that must not be used. */
export interface DamagedEntry {
  hash: string;
  /** Folder of the build, relative to the workspace. */
  folder: string;
  damage: string;
  /** Why it could not be taken out; undefined: it is out. */
  stays?: string;
}

/** Entries that are read at a time: what is damaged is looked at twice, with a pause. */
const AT_ONCE = 16;

/**
 * Looks for entries of Nx's cache that hold a build which does not match its build.json, or belongs to another task,
 * and takes them out: Nx then builds instead of restoring them. Costs a look at the names and at the files of builds;
 * files are read once, and when they have changed.
 * @param cache Nx's cache folder.
 * @param outputRoot where builds are, relative to the workspace.
 * @param ran entries that are known to hold a build, with the folder of it: those of a run that has ended.
 */
export async function checkCache(
  cache: string,
  outputRoot: string,
  ran: Record<string, string> = {},
): Promise<DamagedEntry[]> {
  const subject = `${cache}\n${outputRoot}`;
  const before = readVerified<VerifiedCache>(subject) ?? { builds: {}, others: [] };
  const sorted = sortEntries(cache, outputRoot, before, ran);
  const damaged: DamagedEntry[] = [];
  const verify = async ([hash, { folder, stamps }]: [string, VerifiedEntry]) => {
    const found = await verifyBuild(join(cache, hash, folder), stamps, { hash });
    if ('stamps' in found) sorted.now.builds[hash] = { folder, stamps: found.stamps };
    else damaged.push({ hash, folder, damage: found.damage, ...(await takeOut(cache, hash)) });
  };
  const unverified = Object.entries(sorted.unverified);
  while (unverified.length > 0) await Promise.all(unverified.splice(0, AT_ONCE).map(verify));
  if (!isSame(before, sorted.now)) writeVerified(subject, sorted.now);
  return damaged;
}

/**
 * Takes the entry of a build out where it is damaged.
 * @returns what is wrong with it; undefined where it is whole, or there is none.
 */
export async function removeIfDamaged(
  cache: string,
  hash: string,
  folder: string,
): Promise<string | undefined> {
  if (!entryNames(cache).includes(hash)) return undefined;
  const found = await verifyBuild(join(cache, hash, folder), {}, { hash });
  if ('stamps' in found) return undefined;
  const { stays } = await takeOut(cache, hash);
  return stays === undefined ? found.damage : undefined;
}

interface SortedEntries {
  /** What was verified and is as it was, and what is no build. */
  now: VerifiedCache;
  /** With the stamps of the time when it was whole, if ever. */
  unverified: Record<string, VerifiedEntry>;
}

function sortEntries(
  cache: string,
  outputRoot: string,
  before: VerifiedCache,
  ran: Record<string, string>,
): SortedEntries {
  const sorted: SortedEntries = { now: { builds: {}, others: [] }, unverified: {} };
  const others = new Set(before.others);
  for (const name of entryNames(cache)) {
    const entry = `${cache}/${name}`;
    const known = before.builds[name] ?? unread(ran[name]);
    if (known) sortBuild(name, known, entry, sorted);
    else if (others.has(name)) sorted.now.others.push(name);
    else {
      const found = unread(buildFolderIn(entry, outputRoot));
      if (found) sorted.unverified[name] = found;
      else if (!isBeingFilled(entry)) sorted.now.others.push(name);
    }
  }
  return sorted;
}

function unread(folder: string | undefined): VerifiedEntry | undefined {
  return folder === undefined ? undefined : { folder, stamps: {} };
}

function sortBuild(hash: string, known: VerifiedEntry, entry: string, sorted: SortedEntries): void {
  const isRead = Object.keys(known.stamps).length > 0;
  const isWhole = isRead && areUnchanged(`${entry}/${known.folder}`, known.stamps);
  if (isWhole) sorted.now.builds[hash] = known;
  else sorted.unverified[hash] = known;
}

async function takeOut(cache: string, hash: string): Promise<{ stays?: string }> {
  try {
    await removeEntry(cache, hash);
    return {};
  } catch (error) {
    return { stays: (error as Error).message };
  }
}

/** Entries only come, go, or are verified anew. */
function isSame(one: VerifiedCache, other: VerifiedCache): boolean {
  const hashes = Object.keys(other.builds);
  return (
    one.others.length === other.others.length &&
    Object.keys(one.builds).length === hashes.length &&
    hashes.every((hash) => one.builds[hash] === other.builds[hash])
  );
}
