import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { configVariables } from './git-config';
import { folderEntries } from '../machine/folder-entries';
import { pathFrom } from '../machine/paths';
import { readText } from '../machine/read-text';
import { isOutside } from '../recipe/reads/local-path';

/** A submodule from .gitmodules. Paths are relative to the workspace root, `/` separated, possibly with `..`. */
export interface Submodule {
  path: string;
  /** The folder whose .gitmodules names it. */
  within: string;
  /** False if its folder is missing or empty. */
  isCheckedOut: boolean;
}

/** The submodules of the repository around the workspace, including those of checked-out submodules. */
export function submodulesOf(workspaceRoot: string): Submodule[] {
  const found: Submodule[] = [];
  const pending = [repositoryOf(workspaceRoot)];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const path of pathsIn(join(folder, '.gitmodules'))) {
      const submodule = join(folder, path);
      const isCheckedOut = (folderEntries(submodule) ?? []).length > 0;
      found.push({
        path: fromRoot(workspaceRoot, submodule),
        within: fromRoot(workspaceRoot, folder),
        isCheckedOut,
      });
      if (isCheckedOut) pending.push(submodule);
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Commands, run in the workspace root, that check out submodules. */
export function checkOutCommands(submodules: readonly Submodule[]): string[] {
  return submodules.map(({ path, within }) => {
    if (within === '.' || isOutside(within)) return `git submodule update --init ${asArgument(path)}`;
    const inside = posix.relative(within, path);
    return `git -C ${asArgument(within)} submodule update --init ${asArgument(inside)}`;
  });
}

function asArgument(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The folder with .git: the workspace root or one above; if none, the workspace root. */
function repositoryOf(workspaceRoot: string): string {
  for (let folder = workspaceRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return workspaceRoot;
  }
}

/** Git rejects paths that lead out of the repository. */
function pathsIn(file: string): string[] {
  const paths = configVariables(readText(file) ?? '')
    .filter(
      ({ section, subsection, key }) => section === 'submodule' && subsection !== undefined && key === 'path',
    )
    .map(({ value }) => posix.normalize(value).replace(/\/+$/, ''));
  return [...new Set(paths)].filter((path) => path !== '.' && !isOutside(path));
}

function fromRoot(workspaceRoot: string, path: string): string {
  return pathFrom(workspaceRoot, path) || '.';
}
