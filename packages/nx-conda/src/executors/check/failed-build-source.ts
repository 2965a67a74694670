import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder, workFolderKey } from '../build/work-folder';

/**
 * The patched source that a failed build of the recipe, or of one of its variants, left; undefined if none did, if a build is running, or if the recipe has
 * changed since. It may come from another clone: do not rely on it.
 * @param recipe recipe.yaml: absolute, and relative to the workspace root; labels of its variants
 */
export function failedBuildSource(
  recipe: { file: string; path: string; variants: string[] },
  platform: string,
): string | undefined {
  const keys = [undefined, ...recipe.variants].map((label) => workFolderKey(recipe.path, platform, label));
  return keys.map((key) => sourceIn(workFolder(key), recipe.file)).find((source) => source !== undefined);
}

function sourceIn(folder: string, recipe: string): string | undefined {
  // <output folder>/bld/rattler-build_<name>/work
  const builds = join(folder, 'channel', 'bld');
  if (!existsSync(builds) || existsSync(`${folder}.lock`)) return undefined;
  const changed = statSync(recipe).mtimeMs;
  const folders = readdirSync(builds).map((name) => join(builds, name, 'work'));
  return folders.find((work) => existsSync(work) && statSync(work).birthtimeMs > changed);
}
