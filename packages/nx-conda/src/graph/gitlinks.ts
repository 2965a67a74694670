import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { configVariables } from './git-config';
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

/**
 * Folders that git stores as commits of other repositories: the outer repository lists any change in them only as the
 * path of the folder.
 */
export class Gitlinks {
  private readonly known: Map<string, boolean>;

  constructor(private readonly workspaceRoot: string) {
    this.known = new Map(submodulesOf(workspaceRoot).map(({ path }) => [path, true]));
  }

  /**
   * The gitlinks on the way to some paths, nested ones included.
   * @param paths relative to the workspace root; they need not exist.
   */
  above(paths: readonly string[]): string[] {
    const folders = new Set(paths.flatMap((path) => [...foldersTo(posix.normalize(path))]));
    return [...folders].filter((folder) => this.isLink(folder)).sort();
  }

  private isLink(folder: string): boolean {
    // In a submodule `.git` is a file, in a nested repository a folder.
    const known = this.known.get(folder) ?? existsSync(join(this.workspaceRoot, folder, '.git'));
    this.known.set(folder, known);
    return known;
  }
}

/** The submodules of the repository around the workspace, including those of checked-out submodules. */
export function submodulesOf(workspaceRoot: string): Submodule[] {
  const found: Submodule[] = [];
  const pending = [repositoryOf(workspaceRoot)];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const path of pathsIn(join(folder, '.gitmodules'))) {
      const submodule = join(folder, path);
      const isCheckedOut = entriesOf(submodule) > 0;
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

function entriesOf(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}

function fromRoot(workspaceRoot: string, path: string): string {
  return relative(workspaceRoot, path).split(sep).join('/') || '.';
}

/** `a`, `a/b`, `a/b/c`. */
function* foldersTo(path: string): Generator<string> {
  if (path === '.' || isOutside(path)) return;
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) yield path.slice(0, end);
  yield path;
}
