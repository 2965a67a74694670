import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isOutside } from '../recipe/reads/local-path';
import { submodulesOf } from './submodules';

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

/** `a`, `a/b`, `a/b/c`. */
function* foldersTo(path: string): Generator<string> {
  if (path === '.' || isOutside(path)) return;
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) yield path.slice(0, end);
  yield path;
}
