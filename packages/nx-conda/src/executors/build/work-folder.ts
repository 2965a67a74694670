import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../engine/cache-folder';
import { withLock } from '../../engine/lock';

/**
 * Lends an empty folder that is the same for the same project in every clone: packages hold paths of the folder
 * they were built in, so only then do equal inputs give equal content. Two clones on one machine wait for each other.
 * @param key names the project and the platform.
 * @param onWait called once, with the process that has the folder now.
 */
export async function withWorkFolder<T>(
  key: string,
  action: (folder: string) => Promise<T>,
  onWait: (pid: number) => void,
): Promise<T> {
  const root = join(cacheFolder(process.env), 'build');
  const folder = join(root, createHash('sha256').update(key).digest('hex').slice(0, 16));
  await mkdir(root, { recursive: true });
  return withLock(`${folder}.lock`, () => inEmptyFolder(folder, action), { onWait });
}

/** What a failed build leaves stays for a look, until the next build of the project. */
async function inEmptyFolder<T>(folder: string, action: (folder: string) => Promise<T>): Promise<T> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const result = await action(folder);
  await rm(folder, { recursive: true, force: true });
  return result;
}
