import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { evictPackages } from '../engine/evict-packages';
import { messageOf } from '../explained-error';
import type { Environment } from '../machine/cache-folder';
import { withLock } from '../machine/lock';
import { type CleanOptions, judge, type ListedCache } from './list-caches';

/** Deletes the deletable ones of the listed caches, unless they have been used since. */
export async function deleteCaches(listed: ListedCache[], options: CleanOptions): Promise<ListedCache[]> {
  const packages = listed.filter(({ kind, state }) => kind === 'package' && state === 'deletable');
  await deletePackages(packages, options.env);
  const result: ListedCache[] = [];
  for (const cache of listed) {
    if (cache.state !== 'deletable') result.push(cache);
    else result.push(cache.kind === 'package' ? afterDeletion(cache) : await deleteOne(cache, options));
  }
  return result;
}

/** Under the lock of rattler for all of them. */
async function deletePackages(packages: ListedCache[], env: Environment): Promise<void> {
  const names = packages.map(({ path }) => basename(path));
  await evictPackages(names, env);
}

async function deleteOne(cache: ListedCache, options: CleanOptions): Promise<ListedCache> {
  const work = async () => {
    const now = judge(cache, options);
    if (now.state !== 'deletable') return now;
    await rm(cache.path, { recursive: true, force: true });
    return afterDeletion(cache);
  };
  try {
    return cache.lock === undefined ? await work() : await withLock(cache.lock, work, { onWait: refuse });
  } catch (error) {
    if (error instanceof InUse) return { ...cache, state: 'kept', reason: error.message };
    return { ...cache, state: 'failed', reason: messageOf(error) };
  }
}

class InUse extends Error {}

/** Instead of waiting for a lock. */
function refuse(pid: number): never {
  throw new InUse(`process ${pid} uses it`);
}

function afterDeletion(cache: ListedCache): ListedCache {
  if (!existsSync(cache.path)) return { ...cache, state: 'deleted' };
  return {
    ...cache,
    state: 'failed',
    reason: `could not be removed; check that you may write to ${dirname(cache.path)}`,
  };
}
