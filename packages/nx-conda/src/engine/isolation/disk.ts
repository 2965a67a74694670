import { type Dirent, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderEntries } from '../../machine/folder-entries';
import type { FolderEntry } from './visible-tree';

/** The entries of a folder; empty if it does not exist or is unreadable. */
export function readFolder(folder: string): FolderEntry[] {
  return (folderEntries(folder) ?? []).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
}

/** The kind of file at a path, without following links; undefined: nothing. */
export function kindAt(path: string): FolderEntry['kind'] | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat && kindOf(stat);
}

/** The owner of the file at a path. */
export function userOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.uid;
}

/** Absolute paths of the symbolic links in a folder. */
export function linksIn(folder: string): string[] {
  return readFolder(folder)
    .filter(({ kind }) => kind === 'link')
    .map(({ name }) => join(folder, name));
}

export function linkText(path: string): string {
  return readlinkSync(path);
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
