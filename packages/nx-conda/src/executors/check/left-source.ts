import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder, workFolderKey } from '../build/work-folder';

/**
 * The source as a failed build left it, patched; undefined where none did.
 * @param recipePath relative to the workspace root
 */
export function leftSource(recipePath: string, platform: string): string | undefined {
  // <output folder>/bld/rattler-build_<name>/work
  const builds = join(workFolder(workFolderKey(recipePath, platform)), 'channel', 'bld');
  if (!existsSync(builds)) return undefined;
  const folders = readdirSync(builds).map((name) => join(builds, name, 'work'));
  return folders.find((folder) => existsSync(folder));
}
