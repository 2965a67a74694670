import { join } from 'node:path';
import { isOutsideBuild } from '../knowledge/build-files';
import type { CheckedFile } from '../recipe/yaml/place';
import type { SourceFolder } from './source-folder';

/** A file of a source, with its text. */
export interface SourceFile extends CheckedFile {
  /** Relative to the top folder of the source, with `/`. */
  name: string;
}

const MAX_FILES = 3000;
/** Bytes; larger sources are tables, or generated. */
const MAX_SIZE = 300_000;

/** The wanted files that are built, at most `MAX_FILES`; too large and unreadable ones are left out. */
export function builtFiles(source: SourceFolder, isWanted: (name: string) => boolean): SourceFile[] {
  const names = source.files.filter((name) => isWanted(name) && !isOutsideBuild(name)).slice(0, MAX_FILES);
  return names.flatMap((name) => {
    const text = source.read(name, MAX_SIZE);
    return text === undefined ? [] : [{ name, path: join(source.folder, name), text }];
  });
}
