import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, rattlerPackageFolder } from './cache-folder';

/**
 * Takes packages that have just been rebuilt out of rattler's cache of unpacked packages. rattler notices there that
 * a package of the same name, version and build has other content, and unpacks it again; but a test that reads its
 * files in that moment finds them gone (seen with 0.74, in tasks that run at the same time).
 * @param packages `<name>-<version>-<build>` of each.
 */
export async function forgetPackages(packages: string[], env: Environment): Promise<void> {
  const folder = rattlerPackageFolder(env);
  await Promise.all(packages.map((name) => remove(join(folder, name))));
}

/** The lock file beside it stays: other processes may hold it. */
async function remove(folder: string): Promise<void> {
  const away = `${folder}.${process.pid}.stale`;
  try {
    await rename(folder, away);
  } catch {
    // Not there, or not ours to change: rattler copes.
    return;
  }
  await rm(away, { recursive: true, force: true });
}
