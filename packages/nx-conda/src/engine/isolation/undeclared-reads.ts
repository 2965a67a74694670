import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readLog } from '../failures/read-log';
import { isComplaint, isTrace, logLines, pathsInLine, type PathText } from './paths-in-log';
import type { Sight } from './visibility';
import type { FolderEntry } from './visible-tree';
import { isInside } from '../../machine/paths';

/** A hidden file or folder on this machine that a build tried to read. */
export interface UndeclaredRead {
  /** Absolute. */
  path: string;
  kind: 'file' | 'folder';
}

/** The machine and the part of it that a build sees. */
export interface HiddenMachine {
  /** Absolute, without symbolic links. */
  recipeFolder: string;
  workspaceRoot: string;
  /** The folder of the surrounding git repository; undefined: none. */
  repository?: string;
  sight: (path: string) => Sight;
  kindAt: (path: string) => FolderEntry['kind'] | undefined;
  read: (folder: string) => FolderEntry[];
  /** Absolute paths that a path leads to: itself with the links in its folders resolved, and its own target. */
  real: (path: string) => string[];
}

/** Where a file named in a text may be: in any folder from the recipe's up, only beside the recipe, or nowhere. */
type Reach = (text: PathText) => 'above' | 'beside' | undefined;

/** The failed reads of a failed build: the paths that its log complains about, else all paths in its log. */
export function readsOfFailure(log: string, machine: HiddenMachine): UndeclaredRead[] {
  const lines = [...logLines(log), ...logLines(readLog(log).error)];
  const told = lines.filter((line) => isComplaint(line) || isTrace(line));
  const found = readsIn(told, machine, () => 'above');
  return found.length > 0
    ? found
    : readsIn(lines, machine, (text) => (isExplicit(text) ? 'above' : undefined));
}

/**
 * The failed reads that a successful build ignored: a tool skips a missing file, or a script tests whether it exists.
 */
export function readsOfSuccess(log: string, machine: HiddenMachine): UndeclaredRead[] {
  const told = logLines(log).filter(
    (line) =>
      isTrace(line) || /no such file|permission denied|cannot (open|access|stat)|can't open/i.test(line),
  );
  return readsIn(told, machine, (text) => {
    if (isExplicit(text)) return 'above';
    return text.isComplaint ? 'beside' : undefined;
  });
}

/** Unambiguous paths in scripts, without comments: `$RECIPE_DIR/../x`, `/tmp/x`. */
export function readsInScripts(texts: string[], machine: HiddenMachine): UndeclaredRead[] {
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => !/^\s*#/.test(line));
  return readsIn(lines, machine, (text) => {
    if (!text.hadVariable && !isAbsolute(text.text)) return undefined;
    return isExplicit(text) ? 'above' : 'beside';
  });
}

/**
 * Hidden files of the workspace whose names are in scripts: `find .. -name settings.ini` contains no path.
 * @param files absolute.
 */
export function readsByName(texts: string[], files: string[], machine: HiddenMachine): UndeclaredRead[] {
  const words = new Set(texts.flatMap((text) => [...wordsOf(text)]));
  return files
    .filter((file) => words.has(file.slice(file.lastIndexOf(sep) + 1)) && machine.sight(file) === 'hidden')
    .map((path) => ({ path, kind: 'file' }));
}

/**
 * The same if one script contains every part of the path: `Path(root, "common", "settings.ini")`. A file at the
 * workspace root has a name and no path.
 */
export function readsByPath(texts: string[], files: string[], machine: HiddenMachine): UndeclaredRead[] {
  const scripts = texts.map(wordsOf);
  return files
    .filter((file) => {
      const names = relative(machine.workspaceRoot, file).split(sep);
      const isNamed = names.length > 1 && scripts.some((words) => names.every((name) => words.has(name)));
      return isNamed && machine.sight(file) === 'hidden';
    })
    .map((path) => ({ path, kind: 'file' }));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.split(/[\s'"`()[\]{}<>|;,=/\\]+/));
}

function readsIn(lines: string[], machine: HiddenMachine, reach: Reach): UndeclaredRead[] {
  const texts = new Map(
    lines.flatMap(pathsInLine).map((text) => [`${text.text}\n${text.isComplaint}\n${text.isRefused}`, text]),
  );
  const found = [...texts.values()].flatMap((text) => readsOf(text, machine, reach(text)));
  const byPath = new Map(found.map((read) => [read.path, read]));
  const reads = [...byPath.values()];
  // Omit a folder if a path in it is named.
  return reads.filter(
    ({ path }) => !reads.some((other) => other.path !== path && isInside(path, other.path)),
  );
}

/** `..` and absolute paths are unambiguous; a bare name may be anything. */
function isExplicit({ text }: PathText): boolean {
  return isAbsolute(text) || /(^|[\\/])\.\.([\\/]|$)/.test(text);
}

function readsOf(text: PathText, machine: HiddenMachine, reach: ReturnType<Reach>): UndeclaredRead[] {
  const { recipeFolder, workspaceRoot, repository } = machine;
  if (reach === undefined) return [];
  const around =
    reach === 'above' ? foldersBetween(recipeFolder, repository ?? workspaceRoot) : [recipeFolder];
  const paths = isAbsolute(text.text)
    ? [resolve(text.text)]
    : around.map((folder) => resolve(folder, text.text));
  return paths
    .flatMap((path) => matching(path, machine.read))
    .flatMap(machine.real)
    .flatMap((path) => readAt(path, text, machine));
}

function readAt(path: string, { isRefused }: PathText, { sight, kindAt }: HiddenMachine): UndeclaredRead[] {
  const seen = sight(path);
  if (seen === 'visible' || (seen === 'partial' && !isRefused)) return [];
  const kind = kindAt(path);
  return kind === undefined ? [] : [{ path, kind: kind === 'folder' ? 'folder' : 'file' }];
}

/** A folder and those above it, up to the last one. */
function foldersBetween(folder: string, last: string): string[] {
  return folder === last || dirname(folder) === folder
    ? [folder]
    : [folder, ...foldersBetween(dirname(folder), last)];
}

/** The paths that match a shell pattern; a path without `*`, `?`, `[` is itself. */
function matching(path: string, read: HiddenMachine['read']): string[] {
  if (!/[*?[]/.test(path)) return [path];
  let found = ['/'];
  for (const name of path.split(sep).filter(Boolean)) {
    found = found.flatMap((folder) => matchingIn(folder, name, read)).slice(0, 100);
  }
  return found;
}

function matchingIn(folder: string, name: string, read: HiddenMachine['read']): string[] {
  if (!/[*?[]/.test(name)) return [join(folder, name)];
  const pattern = new RegExp(
    `^${name
      .replace(/[.+^${}()|\\[\]]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  const names = read(folder).map((entry) => entry.name);
  return names.filter((one) => one === name || pattern.test(one)).map((one) => join(folder, one));
}
