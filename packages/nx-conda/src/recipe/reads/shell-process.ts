import { isRooted, pathFrom, unknownText } from './local-path';
import { maxValues, mentionedPaths, type ScriptFindings, type SearchedScript } from './script-findings';
import { isFromRecipe } from './script-values';
import { type ShellToken, shellTokens } from './shell-words';

/** How deep scripts in scripts are read: `$(...)`, `bash -c`, defaults of defaults. */
export const maxDepth = 10;
const maxFolders = 12;
/** Files that may be run wherever they are copied to. */
const runnable = /\.(?:sh|bash|bat|cmd|py|pl|R|r|js|rb|lua|ps1|nu|cmake|mk)$/;

/** A simple command, every word with all texts that it may be. */
export interface CommandLine {
  names: string[];
  words: string[][];
  offset: number;
  /** False where it only runs depending on another. */
  isCertain: boolean;
  /** What the command before a `|` wrote. */
  piped: string[] | undefined;
}

/** One shell process as far as it is followed: its folders and variables. Nothing of it is run. */
export abstract class ShellProcess {
  folders: string[];
  /** True where the current command has what another made of the recipe's folder, and that is not known. */
  isAstray = false;
  previousFolders: string[] = [unknownText];
  readonly stack: string[][] = [];
  /** What the last command has written, as far as that is known. */
  protected output: string[] = [];
  protected nesting = 0;
  protected loops = 0;
  protected commandOffset = 0;
  /** What variables are here, after the last assignment; `findings` have what they are anywhere. */
  protected locals = new Map<string, string[]>();

  constructor(
    readonly script: SearchedScript,
    readonly findings: ScriptFindings,
    readonly tokensOf: (text: string) => ShellToken[] = shellTokens,
    readonly depth = 0,
  ) {
    this.folders = script.folders;
  }

  /** True for a batch file, where `/x` is an option and no path. */
  get isBatch(): boolean {
    return this.tokensOf !== shellTokens;
  }

  /** Reads a text; gives what its last command writes. */
  abstract read(text: string, offset?: number): string[];

  /** Takes from a command what it reads, where it goes, and what it writes. */
  abstract run(line: CommandLine): void;

  /** A process of its own that begins where this one is. */
  abstract inner(): ShellProcess;

  /**
   * Reads a text in the same place: `eval`, `bash -c`, `$(...)`.
   * @param isOwn true where the process itself reads it, and stays where it goes
   */
  readInner(text: string, offset: number, isOwn: boolean): string[] {
    if (this.depth >= maxDepth) {
      this.findings.cannotKnow(this.script, offset, 'Scripts in scripts are nested too deep to be searched.');
      return [unknownText];
    }
    const inner = this.inner();
    const written = inner.read(text, offset);
    if (isOwn) {
      this.folders = inner.folders;
      this.locals = inner.locals;
    }
    return written;
  }

  /** The script as it is where the process is now. */
  here(): SearchedScript {
    return { ...this.script, folders: this.folders };
  }

  write(values: string[]): void {
    this.output = values.slice(0, maxValues);
  }

  /** Changes the folder; the one before may stay where the command may not run. */
  enter(folders: string[], isCertain: boolean): void {
    const certain = isCertain && this.nesting <= 0;
    this.previousFolders = this.folders;
    const all = [...new Set(certain ? folders : [...folders, ...this.folders])];
    if (this.nesting > 0) this.climbs(folders, this.folders);
    this.folders = all.slice(0, maxFolders);
    // Further ones are not followed, so all below them counts.
    all.slice(maxFolders).forEach((folder) => this.findings.read(folder));
  }

  /** A path as seen from the folders that the process may be in. */
  placesOf(path: string): string[] {
    if (isRooted(path)) return [path];
    return this.folders.map((folder) => (path === '.' ? folder : pathFrom(folder, path)));
  }

  /** Sets a variable; where another value may stay, it has both. */
  assign(name: string, values: string[]): void {
    const key = name.toUpperCase();
    if (/^GIT_(?:DIR|WORK_TREE)$/.test(key) && values.some(isFromRecipe)) this.findings.usesGit = true;
    const before = this.nesting > 0 ? (this.locals.get(key) ?? []) : [];
    if (this.nesting > 0) this.climbs(values, before);
    const all = [...new Set([...values, ...before])];
    if (this.isAstray && values.some((value) => value.startsWith(unknownText))) this.findings.astray.add(key);
    this.locals.set(key, all.length > maxValues ? [...all.slice(0, maxValues), unknownText] : all);
    this.findings.assign(name, values);
  }

  /** Sets a variable of another process, or of a function. */
  pass(name: string, values: string[]): void {
    this.findings.assign(name, values);
  }

  /** The paths of the recipe's folder that a text names. */
  mention(text: string): void {
    for (const path of mentionedPaths(text)) {
      this.findings.read(path);
      if (runnable.test(path)) this.findings.follow(path, this.folders);
    }
  }

  /** As `mention`, but the folder itself, or one above it, is only where other paths start. */
  mentionFile(text: string): void {
    if (!/^\uE000(?:[\\/]+\.{0,2})*$/.test(text)) this.mention(text);
  }

  /** Every value that a variable may have here. */
  valuesOf(name: string, isUse = true): string[] {
    if (name === 'PWD' || name === 'CD') return this.folders;
    if (name === '0' || name === 'BASH_SOURCE') return [this.script.location ?? unknownText];
    const anywhere = this.findings.valuesOf(name, isUse);
    const key = name.toUpperCase();
    return (key === 'RECIPE_DIR' ? undefined : this.locals.get(key)) ?? anywhere ?? [unknownText];
  }

  /** `d=$(dirname $d)` and `cd ..` in a loop lead to no folder that can be told. */
  private climbs(values: string[], before: string[]): void {
    if (this.loops <= 0) return;
    const isAbove = (value: string): boolean => before.some((folder) => value === `${folder}/..`);
    if (values.filter(isFromRecipe).some(isAbove)) {
      const message = 'A loop goes to folders above the recipe, and to how many is not known.';
      this.findings.cannotKnow(this.script, this.commandOffset, message);
    }
  }
}
