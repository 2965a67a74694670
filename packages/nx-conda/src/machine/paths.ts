import { isAbsolute, relative, sep } from 'node:path';

/**
 * True for a folder and for what lies below it.
 * @param folder absolute, like `path`; where links matter, both must be real paths
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // `..data` is a name. Between two drives of Windows, the way is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
