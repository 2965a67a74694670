import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder, workFolderKey } from '../build/work-folder';

/**
 * The source as a failed build left it, patched; undefined where none did, where it is being built again, or where the
 * recipe has changed since. It may be another clone's: whoever reads it can be sure of nothing.
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
