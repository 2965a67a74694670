import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildFolders } from '../../machine/cache-folder';
import { withLock } from '../../machine/lock';

/**
 * Names the folder of a project and a platform.
 * @param recipePath relative to the workspace root
 * @param variant label of the only variant that the project builds
 */
export function workFolderKey(recipePath: string, platform: string, variant?: string): string {
  return [recipePath, platform, ...(variant === undefined ? [] : [variant])].join('\n');
}

/** The folder that `withWorkFolder` lends; files of a failed build remain in it. */
export function workFolder(key: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return join(buildFolders(process.env), name);
}

/**
 * Lends an empty folder that is the same for the same project in every clone: packages hold paths of the folder
 * they were built in, so only then do equal inputs give equal content. Two clones on one machine wait for each other.
 * @param key names the project and the platform.
 * @param onWait called once, with the process that holds the folder.
 */
export async function withWorkFolder<T>(
  key: string,
  action: (folder: string) => Promise<T>,
  onWait: (pid: number) => void,
): Promise<T> {
  const folder = workFolder(key);
  await mkdir(dirname(folder), { recursive: true });
  return withLock(`${folder}.lock`, () => inEmptyFolder(folder, action), { onWait });
}

/** Files of a failed build remain for inspection until the next build of the project. */
async function inEmptyFolder<T>(folder: string, action: (folder: string) => Promise<T>): Promise<T> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const result = await action(folder);
  await rm(folder, { recursive: true, force: true });
  return result;
}
