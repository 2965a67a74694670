import type { Environment } from '../machine/cache-folder';
import { measureFolder } from '../machine/measure-folder';
import { formatAge } from './age';
import { type Cache, findCaches } from './find-caches';

export interface CleanOptions {
  env: Environment;
  /** Caches that were used later are kept. Milliseconds. */
  olderThan: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** A cache, and what becomes of it. */
export interface ListedCache extends Cache {
  bytes: number;
  /** Milliseconds since its last use. */
  age: number;
  state: 'deletable' | 'deleted' | 'kept' | 'failed';
  /** Why it is kept, or could not be deleted. */
  reason?: string;
}

/** The caches of this user; those that are old and that nothing uses are deletable. */
export async function listCaches(options: CleanOptions): Promise<ListedCache[]> {
  const counted = new Set<string>();
  return (await findCaches(options.env)).map((cache) => judge(cache, options, counted));
}

/**
 * Measures a cache and decides whether it is deletable.
 * @param counted files that count for another cache already
 */
export function judge(
  cache: Cache,
  { olderThan, now }: CleanOptions,
  counted = new Set<string>(),
): ListedCache {
  const { bytes, lastUsed } = measureFolder(cache.path, counted);
  const age = Math.max(0, now - lastUsed);
  const reason = cache.needed ?? (age < olderThan ? `used in the last ${formatAge(olderThan)}` : undefined);
  const listed = { ...cache, bytes, age };
  return reason === undefined ? { ...listed, state: 'deletable' } : { ...listed, state: 'kept', reason };
}
