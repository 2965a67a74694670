import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { namesIn } from '../machine/folder-entries';
import { type BuildFolder, buildFolders } from './build-folders';
import { type Folders, type PlacedSource, wholeSources } from './local-paths';
import type { Subject } from './subject';

/** A folder of the source that a build needs and that the source lacks. */
export interface AbsentFolder extends BuildFolder {
  /** False if the folder is there without the file that the command needs. */
  isAbsent: boolean;
  /** Names in the folder where it should be. */
  siblings: string[];
}

/** The first such folder of each script, if all sources are whole folders of the workspace. */
export function absentFolders(subject: Subject, folders: Folders): AbsentFolder[] {
  const places = wholeSources(subject, folders);
  if (!places || places.length === 0) return [];
  const absent = buildFolders(subject)
    .filter((folder) => !isPatched(subject, folder))
    .flatMap((folder): AbsentFolder[] => {
      const isAbsent = !isThere(places, folder.path);
      const isWithout = folder.needs !== undefined && !isThere(places, posix.join(folder.path, folder.needs));
      if (!isAbsent && !isWithout) return [];
      const parent = posix.dirname(folder.path);
      const siblings = places.flatMap(({ folder: top, below }) =>
        namesIn(join(top, posix.relative(below, parent))),
      );
      return [{ ...folder, isAbsent, siblings }];
    });
  return absent.filter(({ at }, index) => absent.findIndex((other) => other.at.file === at.file) === index);
}

/** Links count as what they lead to; a folder above `target_directory` is there too. */
function isThere(places: readonly PlacedSource[], path: string): boolean {
  return places.some(({ folder, below }) => {
    if (path === '' || below === path || below.startsWith(`${path}/`)) return true;
    const inside = posix.relative(below, path);
    return !inside.startsWith('..') && existsSync(join(folder, inside));
  });
}

/** A patch may add the folder or the file. */
function isPatched({ besides }: Subject, { path, needs = '' }: BuildFolder): boolean {
  const added = posix.join(path, needs);
  return [...besides].some(([name, { text }]) => /\.(patch|diff)$/.test(name) && text.includes(added));
}
