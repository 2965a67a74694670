import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * File system metadata of a folder and of everything below it, by path relative to the folder; `` is the folder itself.
 * A folder's own stamp changes when something is added or removed.
 */
export type Stamps = Record<string, string>;

const NONE = 'none';
const FOLDER = 'folder';

/** The stamps of a folder now; empty if it does not exist. */
export function takeStamps(folder: string): Stamps {
  const paths = [''];
  // The list grows during the loop: every folder adds its entries.
  for (const path of paths) paths.push(...namesIn(join(folder, path)).map((name) => join(path, name)));
  const stamps = paths.map((path) => [path, stampOf(join(folder, path))] as const);
  return Object.fromEntries(stamps.filter(([, stamp]) => stamp !== NONE));
}

/** Whether everything is unchanged; costs one look at each file, and reads none. */
export function areUnchanged(folder: string, stamps: Stamps): boolean {
  for (const path in stamps) {
    if (stampOf(path === '' ? folder : `${folder}/${path}`) !== stamps[path]) return false;
  }
  return true;
}

/** Paths of everything that is not a folder. */
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
    // Deleted meanwhile, or unreadable: its files count as missing.
    return [];
  }
}
