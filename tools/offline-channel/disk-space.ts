import { mkdir, statfs } from 'node:fs/promises';
import { Failure } from './failure';
import type { Download } from './package-recipe';

/** A package and what it is unpacked to while it is made, beside the download. */
const timesDownload = 4;

/**
 * Says what will be downloaded, and stops before it where the disk has no room for it and for what is made of it.
 * @throws Failure that says how much is needed
 */
export async function requireSpace(files: readonly Download[], folder: string): Promise<void> {
  const large = files.filter(({ megabytes }) => megabytes !== undefined);
  const megabytes = large.reduce((sum, file) => sum + (file.megabytes ?? 0), 0);
  if (megabytes === 0) return;
  const needed = megabytes * (1 + timesDownload);
  console.log(
    `${large.map(({ distribution }) => distribution).join(', ')}: ${gigabytes(megabytes)} to download.`,
  );
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 1e6;
  if (free >= needed) return;
  throw new Failure(`${folder} has ${gigabytes(free)} free; this needs ${gigabytes(needed)}.`, [
    'Free some space, or name a folder on another disk with --cache.',
    'What no channel of yours needs any more: the same command with --prune removes it.',
  ]);
}

function gigabytes(megabytes: number): string {
  return `${(megabytes / 1000).toFixed(1)} GB`;
}
