/**
 * Patterns for Nx's `inputs` and `outputs` that stand for paths as they are. Nx reads them with globset, extended by
 * groups like `@(a|b)` (24.0.0); there a backslash takes the meaning from the character behind it.
 */

/** @param path relative to the workspace root, `/` separated. */
export function escapePattern(path: string): string {
  return path.replace(/[\\[\]{}()*?!@+|,]/g, (character) => `\\${character}`);
}

/** The file at a path. */
export function fileAt(path: string): string {
  return `{workspaceRoot}/${escapePattern(path)}`;
}

/** All files below a folder; `.` is the workspace root. */
export function filesBelow(folder: string): string {
  return folder === '.' ? '{workspaceRoot}/**/*' : `${fileAt(folder)}/**/*`;
}
