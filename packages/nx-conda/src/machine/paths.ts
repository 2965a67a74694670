import { isAbsolute, relative, sep } from 'node:path';

/**
 * True for a folder and for everything below it.
 * @param folder absolute, like `path`; if links matter, both must be real paths
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // `..data` is a name. Between two Windows drives, the relative path is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
