import nodePath, { type PlatformPath } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The functions for paths take the rules of the platform as their last argument, for tests. */

/**
 * True for a folder and for everything below it.
 * @param folder absolute, like `path`; if links matter, both must be real paths
 */
export function isInside(
  folder: string,
  path: string,
  { relative, isAbsolute, sep }: PlatformPath = nodePath,
): boolean {
  const way = relative(folder, path);
  // `..data` is a name. Between two Windows drives, the relative path is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path from a folder, as Nx writes paths: separated by `/`. Stays absolute on another Windows drive. */
export function pathFrom(folder: string, path: string, { relative, sep }: PlatformPath = nodePath): string {
  return relative(folder, path).replaceAll(sep, '/');
}

/**
 * The absolute path of a folder.
 * @param text a path, absolute or relative to the root, or a `file:` URL
 */
export function folderOf(text: string, root: string, path: PlatformPath = nodePath): string {
  // file:///absolute is a URL; file:relative, and file://relative by mistake, are paths.
  if (text.startsWith('file:///')) return fileURLToPath(text, { windows: path.sep === '\\' });
  return path.resolve(root, text.replace(/^file:(\/\/)?/, ''));
}

/** Whether a text is a path that starts with a folder: `./x`, `../x`, `/x`, on Windows also `C:\x` and `.\x`. */
export function isWrittenAsPath(text: string, { sep }: PlatformPath = nodePath): boolean {
  return (sep === '\\' ? /^(\.{0,2}|[a-z]:)[\\/]/i : /^\.{0,2}\//).test(text);
}
