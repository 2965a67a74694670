import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, isOnThisMachine, ownIdentity, type ProcessIdentity } from './process-identity';

/**
 * Runs an action while other processes see that this one builds.
 * @param folder shared by all of them; need not exist.
 */
export async function whileListed<T>(folder: string, action: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, randomUUID());
  await writeFile(file, JSON.stringify(ownIdentity()));
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}

/** The number of builds that run on this machine; entries of dead processes are not counted and are removed. */
export async function countListed(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const alive = await Promise.all(names.map((name) => isListed(join(folder, name))));
  return alive.filter(Boolean).length;
}

async function isListed(file: string): Promise<boolean> {
  try {
    const builder = JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity;
    if (!isOnThisMachine(builder)) return false;
    const isRunning = isAlive(builder);
    if (!isRunning) await rm(file, { force: true });
    return isRunning;
  } catch {
    // Just being written, or just removed.
    return false;
  }
}
