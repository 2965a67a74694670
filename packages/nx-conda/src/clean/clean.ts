import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { evictPackages } from '../engine/evict-packages';
import { messageOf } from '../explained-error';
import type { Environment } from '../machine/cache-folder';
import { withLock } from '../machine/lock';
import { measureFolder } from '../machine/measure-folder';
import { formatAge } from './age';
import { type Cache, findCaches } from './find-caches';

export interface CleanOptions {
  env: Environment;
  /** Caches that were used later are kept. Milliseconds. */
  olderThan: number;
  /** Otherwise, nothing is deleted. */
  isDeleting: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** A cache, and what becomes of it. */
export interface CleanedCache extends Pick<Cache, 'kind' | 'path' | 'of'> {
  bytes: number;
  /** Milliseconds since its last use. */
  age: number;
  state: 'deletable' | 'deleted' | 'kept' | 'failed';
  /** Why it is kept, or could not be deleted. */
  reason?: string;
}

/** Finds the caches of this user, and deletes old ones that nothing uses. */
export async function clean(options: CleanOptions): Promise<CleanedCache[]> {
  const counted = new Set<string>();
  const caches = (await findCaches(options.env)).map((cache) => ({
    cache,
    found: consider(cache, options, counted),
  }));
  if (!options.isDeleting) return caches.map(({ found }) => found);
  const packages = caches.filter(({ found }) => found.kind === 'package').map(({ found }) => found);
  const others = caches.filter(({ found }) => found.kind !== 'package');
  const cleaned = await deletePackages(packages, options.env);
  for (const { cache, found } of others) cleaned.push(await deleteUnlessUsed(cache, found, options));
  return cleaned;
}

function consider(
  { kind, path, of, needed }: Cache,
  { olderThan, now }: CleanOptions,
  counted: Set<string>,
): CleanedCache {
  const { bytes, lastUsed } = measureFolder(path, counted);
  const age = Math.max(0, now - lastUsed);
  const reason = needed ?? (age < olderThan ? `used in the last ${formatAge(olderThan)}` : undefined);
  const found = { kind, path, ...(of !== undefined && { of }), bytes, age };
  return reason === undefined ? { ...found, state: 'deletable' } : { ...found, state: 'kept', reason };
}

async function deletePackages(packages: CleanedCache[], env: Environment): Promise<CleanedCache[]> {
  const deletable = packages.filter(({ state }) => state === 'deletable');
  await evictPackages(
    deletable.map(({ path }) => basename(path)),
    env,
  );
  return packages.map((one) => (one.state === 'deletable' ? afterDeletion(one) : one));
}

async function deleteUnlessUsed(
  cache: Cache,
  found: CleanedCache,
  options: CleanOptions,
): Promise<CleanedCache> {
  if (found.state !== 'deletable') return found;
  const work = async (): Promise<CleanedCache> => {
    // It may have been used while other caches were measured and deleted.
    const now = consider(cache, options, new Set());
    if (now.state !== 'deletable') return { ...now, bytes: found.bytes };
    await rm(found.path, { recursive: true, force: true });
    return afterDeletion(found);
  };
  try {
    return cache.lock === undefined ? await work() : await withLock(cache.lock, work, { onWait: refuse });
  } catch (error) {
    if (error instanceof InUse) return { ...found, state: 'kept', reason: error.message };
    return { ...found, state: 'failed', reason: messageOf(error) };
  }
}

class InUse extends Error {}

/** Instead of waiting for a lock. */
function refuse(pid: number): never {
  throw new InUse(`process ${pid} uses it`);
}

function afterDeletion(found: CleanedCache): CleanedCache {
  if (!existsSync(found.path)) return { ...found, state: 'deleted' };
  return { ...found, state: 'failed', reason: 'it still exists' };
}
