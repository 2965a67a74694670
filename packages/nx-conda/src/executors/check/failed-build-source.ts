import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder, workFolderKey } from '../build/work-folder';

/**
 * The patched source that a failed build left; undefined if none did, if a build is running, or if the recipe has
 * changed since. It may come from another clone: do not rely on it.
 * @param recipe recipe.yaml: absolute, and relative to the workspace root
 */
export function failedBuildSource(
  recipe: { file: string; path: string },
  platform: string,
): string | undefined {
  const folder = workFolder(workFolderKey(recipe.path, platform));
  // <output folder>/bld/rattler-build_<name>/work
  const builds = join(folder, 'channel', 'bld');
  if (!existsSync(builds) || existsSync(`${folder}.lock`)) return undefined;
  const changed = statSync(recipe.file).mtimeMs;
  const folders = readdirSync(builds).map((name) => join(builds, name, 'work'));
  return folders.find((work) => existsSync(work) && statSync(work).birthtimeMs > changed);
}
