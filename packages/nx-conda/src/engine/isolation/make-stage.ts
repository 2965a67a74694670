import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readlink, symlink, utimes } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Stage } from './show-files';

/** Makes the folder of a stage: files keep permissions and times. */
export async function makeStage({ at, from, files, folders }: Stage): Promise<void> {
  await mkdir(from, { recursive: true });
  for (const folder of folders) await mkdir(join(from, relative(at, folder)), { recursive: true });
  const parents = new Set(files.map((file) => dirname(join(from, relative(at, file)))));
  for (const parent of parents) await mkdir(parent, { recursive: true });
  for (const file of files) await copy(file, join(from, relative(at, file)));
}

async function copy(file: string, to: string): Promise<void> {
  const stat = await lstat(file);
  if (stat.isSymbolicLink()) return symlink(await readlink(file), to);
  await copyFile(file, to, constants.COPYFILE_FICLONE);
  await utimes(to, stat.atime, stat.mtime);
}
