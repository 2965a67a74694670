import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file system of a folder. */
export interface FileSystem {
  /** The same for all folders of a file system. */
  device: number;
  /** Bytes that this user may still write; quotas do not count. */
  free: number;
}

/**
 * The file system that a folder is on, or would be created on.
 * @returns undefined if the system does not tell.
 */
export async function fileSystemOf(folder: string): Promise<FileSystem | undefined> {
  try {
    const [{ dev: device }, { bavail, bsize, blocks }] = [await stat(folder), await statfs(folder)];
    // Some virtual file systems report no sizes.
    return blocks > 0 ? { device, free: bavail * bsize } : undefined;
  } catch (error) {
    const parent = dirname(folder);
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing && parent !== folder ? fileSystemOf(parent) : undefined;
  }
}
