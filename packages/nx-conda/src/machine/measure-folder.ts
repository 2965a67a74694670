import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from './folder-entries';

export interface FolderMeasure {
  /** Bytes on disk. */
  bytes: number;
  /** When something in it was last written, linked or read, in milliseconds since 1970. */
  lastUsed: number;
}

/**
 * Adds up everything in a folder, without following links.
 * @param counted files with several names that count already, and get the further ones: rattler links the files of its
 * package cache into environments.
 */
export function measureFolder(folder: string, counted = new Set<string>()): FolderMeasure {
  const measure = { bytes: 0, lastUsed: 0 };
  const paths = [folder];
  // The list grows during the loop: every folder adds its entries.
  for (const path of paths) {
    const found = lookAt(path);
    if (!found) continue;
    measure.lastUsed = Math.max(measure.lastUsed, lastUseOf(found));
    measure.bytes += bytesOf(found, counted);
    if (found.isDirectory()) paths.push(...namesIn(path).map((name) => join(path, name)));
  }
  return measure;
}

/** A link into an environment changes the ctime of a file. Listing a folder changes its atime, and is no use of it. */
function lastUseOf(stats: Stats): number {
  return Math.max(stats.mtimeMs, stats.ctimeMs, stats.isFile() ? stats.atimeMs : 0);
}

/** 0 for a further name of a file. POSIX counts blocks of 512 bytes; Windows has no such count. */
function bytesOf(stats: Stats, counted: Set<string>): number {
  if (stats.isFile() && stats.nlink > 1) {
    const file = `${stats.dev} ${stats.ino}`;
    if (counted.has(file)) return 0;
    counted.add(file);
  }
  return process.platform === 'win32' ? stats.size : stats.blocks * 512;
}

/** Undefined if it has just been deleted, or its folder is not accessible. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
