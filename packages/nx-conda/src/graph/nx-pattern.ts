/**
 * Patterns for Nx's `inputs` and `outputs` that match paths literally. Nx reads them with globset, extended by groups
 * like `@(a|b)` (24.0.0); a backslash escapes the next character.
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
