import { mkdir, statfs } from 'node:fs/promises';
import { Failure } from './failure';
import type { Download } from './package-recipe';

/** A package, its unpacked files during the build, and the download. */
const timesDownload = 4;

/**
 * Announces the downloads, and stops before them if the disk is too small for them and the packages made from them.
 * @param files to be downloaded
 * @param sources of the packages to be made, including those already downloaded
 * @throws Failure that says how much is needed
 */
export async function requireSpace(
  files: readonly Download[],
  sources: readonly Download[],
  folder: string,
): Promise<void> {
  const large = files.filter(({ megabytes }) => megabytes !== undefined);
  const download = sum(large);
  const needed = download + timesDownload * sum(sources);
  if (needed === 0) return;
  const names = large.map(({ distribution, version }) => `${distribution} ${version}`).join(', ');
  if (download > 0) console.log(`${names}: ${gigabytes(download)} to download.`);
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 1e6;
  if (free >= needed) return;
  throw new Failure(`${folder} has ${gigabytes(free)} free; this needs ${gigabytes(needed)}.`, [
    'Free some space, or name a folder on another disk with --cache.',
    'Or run the same command with --prune: it first removes files of other channels.',
  ]);
}

function sum(files: readonly Download[]): number {
  return files.reduce((total, { megabytes = 0 }) => total + megabytes, 0);
}

function gigabytes(megabytes: number): string {
  return `${(megabytes / 1000).toFixed(1)} GB`;
}
