import { isRooted, pathFrom, localPaths, recipeFolder, unknownText } from './local-path';
import type { NamedPath, UnhashedRead } from './named-reads';
import type { Position } from '../yaml/nodes';

/** A text that is searched, and where it is. */
export interface SearchedScript {
  text: string;
  /** Path as the user should see it. */
  file: string;
  /** Where an offset of the text, in UTF-16 units, is in that file. */
  positionAt(offset: number): Position;
  /** The folders that it may start in: paths as scripts write them, `unknownText` for rattler-build's work folder. */
  folders: string[];
  /** Its own place, where the process that runs it sees it. */
  location?: string;
  /** Everything that a `${{ ... }}` in it can become; undefined where that is not known. */
  evaluate(template: string): string[] | undefined;
}

/** More values than this of one variable are not told apart. */
export const maxValues = 64;
const maxFolders = 12;
const maxValueLength = 2_000;
/** A path or a part of one; lists of them, such as `CFLAGS="$CFLAGS -Ix"`, would grow without end. */
const mayLead = /^[^\s:;,=-][^\s:;,]{0,500}$/;
/** Folders of the machine's tools and of its state: they are no part of a workspace. */
const machine = /^\/(?:(?:usr|bin|sbin|lib|lib32|lib64|etc|dev|proc|sys|run|var)(?:\/|$)|tmp\/?$|$)/;

/** What scripts name, gathered over all texts that run together: they share variables. */
export class ScriptFindings {
  private readonly paths = new Set<string>();
  private readonly written = new Set<string>();
  /** Variables with what a command made of the recipe's folder, where that is not known. */
  readonly astray = new Set<string>();
  readonly unhashed: UnhashedRead[] = [];
  /** Script files to search, by path, with the folders that they may start in. */
  readonly follows = new Map<string, Set<string>>();
  usesGit = false;
  /** Names of functions that scripts define: what they are called with, they read. */
  readonly functions = new Set<string>();
  /** How often something was learnt that could change what was searched before. */
  growth = 0;
  private readonly variables = new Map<string, Set<string>>();
  private readonly used = new Set<string>();

  /**
   * Every value that a variable may have; undefined where no script sets it.
   * @param isUse false in `NAME=x:$NAME`, which does not make use of it
   */
  valuesOf(name: string, isUse = true): string[] | undefined {
    const key = name.toUpperCase();
    if (isUse) this.used.add(key);
    if (key === 'RECIPE_DIR') return [recipeFolder];
    const values = this.variables.get(key);
    return values && [...values];
  }

  assign(name: string, values: string[]): void {
    const key = name.toUpperCase();
    if (key === 'RECIPE_DIR') return;
    const known = this.variables.get(key) ?? new Set();
    this.variables.set(key, known);
    for (const value of values) {
      const kept = isPart(value) ? value : unknownText;
      if (known.has(kept) || known.size > maxValues) continue;
      known.add(known.size < maxValues ? kept : unknownText);
      if (mayLead.test(kept)) this.growth++;
    }
  }

  /** A path as a script writes it: below `recipeFolder` or absolute; anything else names nothing. */
  read(path: string): void {
    for (const local of localPaths(path)) {
      if (!machine.test(local)) this.paths.add(local);
    }
  }

  get reads(): NamedPath[] {
    const read = [...this.paths].filter((path) => !this.written.has(path));
    return read.map((path) => ({ path, takes: 'all' }));
  }

  /** What scripts write themselves is no input of theirs, out of the recipe's folder. */
  write(path: string): void {
    if (!isRooted(path) || path.startsWith(recipeFolder) || path.includes(unknownText)) return;
    localPaths(path).forEach((local) => this.written.add(local));
  }

  /** Reads `path` as seen from each of the folders. */
  readFrom(folders: string[], path: string): void {
    if (isRooted(path)) this.read(path);
    else folders.forEach((folder) => this.read(pathFrom(folder, path)));
  }

  /** A script that is run or sourced; only one whose whole path is known can be searched. */
  follow(path: string, folders: string[]): void {
    if (path.includes(unknownText) || !isRooted(path)) return;
    for (const local of localPaths(path)) {
      if (machine.test(local)) continue;
      const known = this.follows.get(local) ?? new Set();
      this.follows.set(local, known);
      for (const folder of folders) {
        if (known.has(folder) || known.size >= maxFolders) continue;
        known.add(folder);
        this.growth++;
      }
    }
  }

  cannotKnow(script: SearchedScript, offset: number, message: string): void {
    this.unhashed.push({ file: script.file, ...script.positionAt(offset), message });
  }

  /** What a process may find in a variable that no script reads, such as `export DATA=$RECIPE_DIR/../data`. */
  readUnused(): void {
    for (const [name, values] of this.variables) {
      // What a function is called with was read where it is called.
      if (this.used.has(name) || /^[0-9@*]/.test(name)) continue;
      for (const value of values) mentionedPaths(value).forEach((path) => this.read(path));
    }
  }
}

/** False for what no path that is known can begin with. */
function isPart(value: string): boolean {
  return value.length <= maxValueLength && (!value.startsWith(unknownText) || value.includes(recipeFolder));
}

/** More ends than this of one path are not told apart. */
const maxEnds = 12;
/** What begins with the folder is one path; elsewhere in a word, a command may follow it. */
const endsOfPath = /[:;,=?"'`<>|&()#]|\s+$/g;
const endsInWord = /[:;,=?"'`<>|&()#]|\s+/g;
/** `a:$PATH`: another item of a list. */
const nextOfList = /[:;][^\\/]*\uE001/;

/**
 * The paths below the recipe's folder that a word mentions: `-I$RECIPE_DIR/a:$RECIPE_DIR/b`. What ends a path there may
 * be part of a name elsewhere (`R&D`, `copy (1)`): each of the paths up to any of them is meant.
 */
export function mentionedPaths(word: string): string[] {
  const [before = '', ...mentions] = word.split(recipeFolder);
  return mentions.flatMap((rest) => {
    const [line = ''] = rest.split('\n', 1);
    const ends = [...line.matchAll(before === '' ? endsOfPath : endsInWord)].slice(0, maxEnds);
    const tails = [...ends.map(({ index }) => line.slice(0, index)), line];
    return [...new Set(tails)].filter((tail) => !nextOfList.test(tail)).map((tail) => recipeFolder + tail);
  });
}
