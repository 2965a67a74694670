import { posix } from 'node:path';
import { escapePattern } from '../nx-pattern';
import { type ReadArea } from './plan';
import { isOutside } from '../../recipe/reads/local-path';

/** The places that a project reads and Nx can hash by itself. */

/**
 * Places in the workspace outside the project's folder, sorted.
 * @param paths relative to the workspace root or absolute.
 */
export function pathsForNx(root: string, paths: Iterable<string>): string[] {
  const others = [...paths].filter((path) => !isOutside(path) && !isBelow(root, path));
  return [...new Set(others)].sort();
}

/**
 * The patterns of the option `reads` in Nx's form.
 * @param patterns relative to the recipe's folder.
 */
export function patternsForNx(root: string, patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const path = joinedPattern(root, pattern);
    if (path === undefined) return [];
    // A plain name may be a folder.
    return /[*?[{]/.test(pattern) ? [path] : [path, `${path}/**/*`];
  });
}

/** @returns undefined for a pattern that leads out of the workspace. */
function joinedPattern(root: string, pattern: string): string | undefined {
  if (posix.isAbsolute(pattern)) return undefined;
  const segments = root === '.' ? [] : root.split('/').map(escapePattern);
  for (const segment of pattern.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/') || '**/*';
}

/** True for a folder and everything below it, both relative to the workspace root. */
export function isBelow(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** The paths of areas outside the project's folder. */
export function pathsOf(areas: readonly ReadArea[]): string[] {
  return areas.filter(({ takes }) => takes !== 'folder').map(({ path }) => path);
}
