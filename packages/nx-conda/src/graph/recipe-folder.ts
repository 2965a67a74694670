import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

// What a build sees of files and Nx's hash of them does not.

/**
 * Where symbolic links lead within the workspace, relative to its root: Nx does not see when that changes.
 * @param files relative to the workspace root; links to folders are found beside them, Nx does not list those.
 * @param root the folder that holds them, relative to the workspace root.
 */
export function linkedFrom(root: string, files: readonly string[], workspaceRoot: string): string[] {
  const folders = new Set([root, ...files.map((file) => posix.dirname(file))]);
  const links = [...folders].flatMap((folder) => linksIn(folder, workspaceRoot));
  return [...new Set(links.flatMap((link) => targetOf(link, workspaceRoot)))].sort();
}

/**
 * The files that may be executed, sorted: packages keep that permission, and Nx does not hash it.
 * @param files relative to the workspace root.
 */
export function executablesOf(files: readonly string[], workspaceRoot: string): string[] {
  // Whether a recipe.yaml may be executed, no build can see; most folders hold nothing else.
  return files
    .filter((file) => posix.basename(file) !== 'recipe.yaml' && isExecutable(join(workspaceRoot, file)))
    .sort();
}

function linksIn(folder: string, workspaceRoot: string): string[] {
  return readdirSync(join(workspaceRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => posix.join(folder, entry.name));
}

/** Nothing for a link that leads nowhere or out of the workspace: there Nx can hash nothing. */
function targetOf(link: string, workspaceRoot: string): string[] {
  try {
    const path = relative(realpathSync(workspaceRoot), realpathSync(join(workspaceRoot, link)));
    return path === '' || path === '..' || path.startsWith(`..${sep}`) ? [] : [path.replaceAll(sep, '/')];
  } catch {
    return [];
  }
}

/** Never on Windows, which has no such permission. */
function isExecutable(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return process.platform !== 'win32' && stat !== undefined && stat.isFile() && (stat.mode & 0o111) !== 0;
}
