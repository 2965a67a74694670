import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathFrom } from '../../machine/paths';

/** A file of a recipe's folder. */
export interface CopiedFile {
  /** Absolute; for a link, its target. */
  from: string;
  /** Relative to the folder, `/` separated. */
  path: string;
  mode: number;
}

export interface RecipeFolder {
  files: CopiedFile[];
  /** Links that lead out of the folder, or nowhere: relative to it. */
  links: string[];
}

/** All files below a folder. Links to files in the folder are followed, others are not. */
export async function filesOfRecipe(folder: string): Promise<RecipeFolder> {
  const result: RecipeFolder = { files: [], links: [] };
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const path = pathFrom(folder, full);
    if (/(^|\/)(\.git|\.pixi|node_modules)(\/|$)/.test(path)) continue;
    if (entry.isFile()) result.files.push({ from: full, path, mode: (await lstat(full)).mode & 0o777 });
    if (!entry.isSymbolicLink()) continue;
    const target = await targetInside(folder, full);
    if (target) result.files.push({ ...target, path });
    else result.links.push(path);
  }
  return result;
}

async function targetInside(folder: string, link: string): Promise<Omit<CopiedFile, 'path'> | undefined> {
  try {
    const from = await realpath(link);
    const stats = await lstat(from);
    const isInside = from.startsWith((await realpath(folder)) + sep);
    return isInside && stats.isFile() ? { from, mode: stats.mode & 0o777 } : undefined;
  } catch {
    return undefined;
  }
}
