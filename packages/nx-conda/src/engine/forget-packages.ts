import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, rattlerPackageFolder } from '../machine/cache-folder';

/**
 * Takes packages that have just been rebuilt out of rattler's cache of unpacked packages. rattler notices there that
 * a package of the same name, version and build has other content, and unpacks it again; but a test that reads its
 * files in that moment finds them gone (seen with 0.74, in tasks that run at the same time).
 * @param packages `<name>-<version>-<build>` of each.
 */
export async function forgetPackages(packages: string[], env: Environment): Promise<void> {
  const folder = rattlerPackageFolder(env);
  const folders = packages.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (folders.length === 0) return;
  const release = await takeLock(join(folder, '.cache.lock'));
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

/**
 * Waits for the lock that rattler holds while it installs packages (`flock`, rattler_cache 0.10): without it, a build of
 * another workspace that shares the cache would lose files while it links them. Node has no such call: the program
 * `flock` has it. Where that is not installed (macOS, Windows), that build can fail, and says so.
 * @returns what releases the lock; the end of this process does, too.
 */
function takeLock(file: string): Promise<() => void> {
  const holder = spawn('flock', [file, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    const none = () => resolve(() => undefined);
    holder.once('error', none).once('exit', none);
    holder.stdin.on('error', none);
    // `cat` gives it back as soon as it runs: then the lock is held.
    holder.stdout.once('data', () => resolve(() => holder.stdin.end()));
    holder.stdin.write('\n');
  });
}
