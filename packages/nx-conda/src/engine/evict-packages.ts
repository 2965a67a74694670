import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, rattlerPackageFolder } from '../machine/cache-folder';
import { takeFlock } from '../machine/flock';

/**
 * Removes rebuilt packages from rattler's cache of unpacked packages. rattler notices that a package of the same name,
 * version and build has different content, and unpacks it again; a test that reads its files at that moment does not
 * find them (seen with 0.74, in tasks that run at the same time).
 * @param packages `<name>-<version>-<build>` of each.
 */
export async function evictPackages(packages: string[], env: Environment): Promise<void> {
  const folder = rattlerPackageFolder(env);
  const folders = packages.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (folders.length === 0) return;
  // rattler holds this lock while it installs packages (rattler_cache 0.10): a build of another workspace that shares
  // the cache would lose files while it links them.
  const release = await takeFlock(join(folder, '.cache.lock'));
  const away = await Promise.all(folders.map(setAside));
  release();
  await Promise.all(away.map((path) => rm(path, { recursive: true, force: true })));
}

/** Keeps the lock file beside it: other processes may hold it. */
async function setAside(folder: string): Promise<string> {
  const away = `${folder}.${process.pid}.stale`;
  // If it no longer exists or is not writable, rattler copes.
  await rename(folder, away).catch(() => undefined);
  return away;
}
