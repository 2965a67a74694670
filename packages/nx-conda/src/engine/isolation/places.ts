import { basename, dirname, join, sep } from 'node:path';
import { realpathSync } from 'node:fs';
import { isInside } from '../../machine/paths';

/** The number of names in a path below the root. */
export function depthOf(path: string): number {
  return path.split(sep).filter(Boolean).length;
}

/** The deepest of some folders that contains a path. */
export function deepestAround(path: string, folders: Iterable<string>): string | undefined {
  let deepest: string | undefined;
  for (const folder of folders) {
    if (isInside(folder, path) && (deepest === undefined || folder.length > deepest.length)) deepest = folder;
  }
  return deepest;
}

/**
 * A path with the symbolic links of its folders resolved, but not the last name, which may be a link itself. Mounts use
 * only such paths.
 */
export function withRealFolder(path: string): string {
  const folder = dirname(path);
  return folder === path ? path : join(realPath(folder), basename(path));
}

/** The path without symbolic links; for a missing path, the existing part is resolved. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

/** A folder and all folders above it, up to the root. */
export function foldersAround(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAround(above)];
}

/** The folders that are not inside any of the others. */
export function outermost(folders: string[]): string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isInside(other, folder)));
}
