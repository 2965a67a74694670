import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readInfoFile } from '../channel/package-file';
import { type Environment, rattlerPackageFolder } from '../machine/cache-folder';
import { evictPackages } from '../engine/evict-packages';
import { readText } from '../machine/read-text';
import { readVerified, writeVerified } from './verified';

/** A package that a task uses. */
export interface UsedPackage {
  /** Absolute path of its `.conda`. */
  file: string;
  /** Hexadecimal. */
  sha256: string;
}

/** Has the size and sha256 of every file of a package. */
const PATHS_FILE = 'info/paths.json';

/**
 * Removes packages from rattler's cache whose unpacked files are from another package. rattler records which package a
 * folder holds before it replaces the folder (rattler_cache 0.10): if it is killed in between, or the disk is full, the
 * record is wrong, and each environment silently gets files of an older build, or of another workspace's.
 */
export async function evictMistaken(packages: UsedPackage[], env: Environment): Promise<void> {
  const folder = rattlerPackageFolder(env);
  const mistaken: string[] = [];
  for (const used of packages) {
    const name = basename(used.file).replace(/\.conda$/, '');
    if (await isMistaken(join(folder, name), used)) mistaken.push(name);
  }
  await evictPackages(mistaken, env);
}

async function isMistaken(unpacked: string, { file, sha256 }: UsedPackage): Promise<boolean> {
  const folder = statSync(unpacked, { throwIfNoEntry: false });
  // rattler unpacks again if the record is for another package.
  if (!folder || recordedHash(`${unpacked}.lock`) !== sha256) return false;
  const state = [sha256, folder.ino, folder.ctimeMs].join(' ');
  if (readVerified<string>(unpacked) === state) return false;
  if ((await readInfoFile(file, PATHS_FILE)) !== readText(join(unpacked, PATHS_FILE))) return true;
  writeVerified(unpacked, state);
  return false;
}

/** rattler's record: a revision of 8 bytes, and the sha256 of the package. */
function recordedHash(file: string): string | undefined {
  try {
    return readFileSync(file).subarray(8, 40).toString('hex');
  } catch {
    return undefined;
  }
}
