import { type Dirent, readdirSync } from 'node:fs';

/** The entries of a folder; undefined if it does not exist or is unreadable. */
export function folderEntries(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** The names in a folder; none if it does not exist or is unreadable. */
export function namesIn(folder: string): string[] {
  return (folderEntries(folder) ?? []).map(({ name }) => name);
}
