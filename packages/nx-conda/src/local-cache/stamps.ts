import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the file system says of a folder and of everything below it, by path relative to the folder; `` is the folder
 * itself. A folder's own stamp changes when something is added or removed.
 */
export type Stamps = Record<string, string>;

const NONE = 'none';
const FOLDER = 'folder';

/** Of a folder as it is now; empty where there is none. */
export function takeStamps(folder: string): Stamps {
  const paths = [''];
  // Grows while it is read: every folder adds what is in it.
  for (const path of paths) paths.push(...namesIn(join(folder, path)).map((name) => join(path, name)));
  const stamps = paths.map((path) => [path, stampOf(join(folder, path))] as const);
  return Object.fromEntries(stamps.filter(([, stamp]) => stamp !== NONE));
}

/** Whether all is as it was; costs one look at each file, and reads none. */
export function areUnchanged(folder: string, stamps: Stamps): boolean {
  for (const path in stamps) {
    if (stampOf(path === '' ? folder : `${folder}/${path}`) !== stamps[path]) return false;
  }
  return true;
}

/** Paths of what is no folder. */
export function stampedFiles(stamps: Stamps): string[] {
  return Object.keys(stamps).filter((path) => !stamps[path]?.startsWith(FOLDER));
}

function stampOf(path: string): string {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return NONE;
    const kind = found.isDirectory() ? FOLDER : found.isFile() ? found.size : 'other';
    return `${kind} ${found.ino} ${found.mtimeMs} ${found.ctimeMs}`;
  } catch (error) {
    return `other ${(error as NodeJS.ErrnoException).code}`;
  }
}

function namesIn(path: string): string[] {
  if (!stampOf(path).startsWith(FOLDER)) return [];
  try {
    return readdirSync(path).sort();
  } catch {
    // Gone in between, or not readable: its files are missing then.
    return [];
  }
}
