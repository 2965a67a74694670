import { posix } from 'node:path';
import type { PythonProject } from '../python-project/python-project';
import type { SourceFolder } from '../source-folder';
import { isOutsideBuild } from '../../knowledge/build-files';

/** The folder of the Cargo.toml that a Python build compiles, relative to the source (`.`); undefined if unknown. */
export function crateFolder(
  source: SourceFolder,
  project: PythonProject | undefined,
  languages: readonly string[],
): string | undefined {
  if (!project || !languages.includes('rust')) return undefined;
  const { crate, folder } = project;
  if (crate) return crate.folder === '' ? '.' : crate.folder;
  const found = source.files.filter((name) => posix.basename(name) === 'Cargo.toml' && !isOutsideBuild(name));
  const own = posix.join(folder, 'Cargo.toml');
  const first = found.includes(own) ? own : found[0];
  return first === undefined ? undefined : posix.dirname(first);
}
