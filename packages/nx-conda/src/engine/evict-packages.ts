import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, rattlerPackageFolder } from '../machine/cache-folder';
import { takeFlock } from '../machine/flock';

/**
 * Takes packages that have just been rebuilt out of rattler's cache of unpacked packages. rattler notices there that
 * a package of the same name, version and build has other content, and unpacks it again; but a test that reads its
 * files in that moment finds them gone (seen with 0.74, in tasks that run at the same time).
 * @param packages `<name>-<version>-<build>` of each.
 */
export async function evictPackages(packages: string[], env: Environment): Promise<void> {
  const folder = rattlerPackageFolder(env);
  const folders = packages.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (folders.length === 0) return;
  // rattler holds it while it installs packages (rattler_cache 0.10): a build of another workspace that shares the cache
  // would lose files while it links them.
  const release = await takeFlock(join(folder, '.cache.lock'));
  const away = await Promise.all(folders.map(setAside));
  release();
  await Promise.all(away.map((path) => rm(path, { recursive: true, force: true })));
}

/** The lock file beside it stays: other processes may hold it. */
async function setAside(folder: string): Promise<string> {
  const away = `${folder}.${process.pid}.stale`;
  // Where it is not there any more, or not ours to change, rattler copes.
  await rename(folder, away).catch(() => undefined);
  return away;
}
