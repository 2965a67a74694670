import { isOfMachine, isRooted, pathFrom, localPaths, recipeFolder, unknownText } from './local-path';
import type { NamedPath, UnhashedRead } from './named-reads';
import type { Position } from '../yaml/nodes';

/** A text to search, and its place. */
export interface SearchedScript {
  text: string;
  /** Path as shown to the user. */
  file: string;
  /** The position of an offset of the text, in UTF-16 units, in that file. */
  positionAt(offset: number): Position;
  /** Its possible initial folders: paths as scripts write them, `unknownText` for rattler-build's work folder. */
  folders: string[];
  /** Its own path, as seen by the process that runs it. */
  location?: string;
  /** All possible values of a `${{ ... }}` in it; undefined if unknown. */
  evaluate(template: string): string[] | undefined;
}

/** Further values of a variable are not distinguished. */
export const maxValues = 64;
const maxFolders = 12;
const maxValueLength = 2_000;
/** A path or a part of one; lists such as `CFLAGS="$CFLAGS -Ix"` would grow forever. */
const mayLead = /^[^\s:;,=-][^\s:;,]{0,500}$/;

/** The names in scripts, collected over all texts that run together: they share variables. */
export class ScriptFindings {
  private readonly paths = new Set<string>();
  private readonly written = new Set<string>();
  /** Variables with an unknown value that a command derived from the recipe's folder. */
  readonly astray = new Set<string>();
  readonly unhashed: UnhashedRead[] = [];
  /** Script files to search, by path, with their possible initial folders. */
  readonly follows = new Map<string, Set<string>>();
  usesGit = false;
  /** Names of functions that scripts define: they read their arguments. */
  readonly functions = new Set<string>();
  /** How many findings could change earlier results. */
  growth = 0;
  private readonly variables = new Map<string, Set<string>>();
  private readonly used = new Set<string>();

  /**
   * All possible values of a variable; undefined if no script sets it.
   * @param isUse false in `NAME=x:$NAME`, which is not a use
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

  /** A path as a script writes it: below `recipeFolder` or absolute; other texts are ignored. */
  read(path: string): void {
    for (const local of localPaths(path)) {
      if (!isOfMachine(local)) this.paths.add(local);
    }
  }

  get reads(): NamedPath[] {
    const read = [...this.paths].filter((path) => !this.written.has(path));
    return read.map((path) => ({ path, takes: 'all' }));
  }

  /** Files that scripts write outside the recipe's folder are not inputs. */
  write(path: string): void {
    if (!isRooted(path) || path.startsWith(recipeFolder) || path.includes(unknownText)) return;
    localPaths(path).forEach((local) => this.written.add(local));
  }

  /** Reads `path` relative to each of the folders. */
  readFrom(folders: string[], path: string): void {
    if (isRooted(path)) this.read(path);
    else folders.forEach((folder) => this.read(pathFrom(folder, path)));
  }

  /** A script that is run or sourced; it is searched only if its whole path is known. */
  follow(path: string, folders: string[]): void {
    if (path.includes(unknownText) || !isRooted(path)) return;
    for (const local of localPaths(path)) {
      if (isOfMachine(local)) continue;
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

  /** Paths that a process may find in a variable that no script reads, such as `export DATA=$RECIPE_DIR/../data`. */
  readUnused(): void {
    for (const [name, values] of this.variables) {
      // Arguments of a function were read at the call.
      if (this.used.has(name) || /^[0-9@*]/.test(name)) continue;
      for (const value of values) mentionedPaths(value).forEach((path) => this.read(path));
    }
  }
}

/** False for a text that cannot start a known path. */
function isPart(value: string): boolean {
  return value.length <= maxValueLength && (!value.startsWith(unknownText) || value.includes(recipeFolder));
}

/** Further possible ends of a path are not distinguished. */
const maxEnds = 12;
/** A word that begins with the folder is one path; in other positions a command may follow it. */
const endsOfPath = /[:;,=?"'`<>|&()#]|\s+$/g;
const endsInWord = /[:;,=?"'`<>|&()#]|\s+/g;
/** `a:$PATH`: another item of a list. */
const nextOfList = /[:;][^\\/]*\uE001/;

/**
 * The paths below the recipe's folder in a word: `-I$RECIPE_DIR/a:$RECIPE_DIR/b`. A character that ends a path there
 * may be part of a name elsewhere (`R&D`, `copy (1)`): the paths up to each of them count.
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
