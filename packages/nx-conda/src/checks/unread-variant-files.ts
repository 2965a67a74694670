import { posix } from 'node:path';
import { SHARED_VARIANT_FILES } from '../knowledge/variant-files';

/**
 * Variant files in folders above a recipe that are neither configured nor beside another recipe, outermost last. All paths
 * are relative to the workspace root.
 * @param folder of the recipe.
 * @param read the variant files that are passed to rattler-build.
 */
export function unreadVariantFiles(
  folder: string,
  read: readonly string[],
  exists: (path: string) => boolean,
): string[] {
  const unread: string[] = [];
  for (let above = folder; above !== '.';) {
    above = posix.dirname(above);
    const found = SHARED_VARIANT_FILES.map((name) => posix.join(above, name)).filter(
      (path) => !read.includes(path) && exists(path),
    );
    // rattler-build reads files beside a recipe by itself.
    if (found.length > 0 && !exists(posix.join(above, 'recipe.yaml'))) unread.push(...found);
  }
  return unread;
}
