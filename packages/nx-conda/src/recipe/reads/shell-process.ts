import { isRooted, pathFrom, unknownText } from './local-path';
import { maxValues, mentionedPaths, type ScriptFindings, type SearchedScript } from './script-findings';
import { isFromRecipe } from './script-values';
import type { ShellToken } from './shell-token';
import { shellTokens } from './shell-words';

/** Maximum nesting of scripts in scripts: `$(...)`, `bash -c`, defaults of defaults. */
export const maxDepth = 10;
const maxFolders = 12;
/** Files that may run from wherever they are copied to. */
const runnable = /\.(?:sh|bash|bat|cmd|py|pl|R|r|js|rb|lua|ps1|nu|cmake|mk)$/;

/** A simple command, every word with all possible texts. */
export interface CommandLine {
  names: string[];
  words: string[][];
  offset: number;
  /** False if it only runs depending on another. */
  isCertain: boolean;
  /** The output of the command before a `|`. */
  piped: string[] | undefined;
}

/** One simulated shell process: its folders and variables. Nothing is executed. */
export abstract class ShellProcess {
  folders: string[];
  /** True if the current command contains an unknown value that another command derived from the recipe's folder. */
  isAstray = false;
  previousFolders: string[] = [unknownText];
  readonly stack: string[][] = [];
  /** The output of the last command, as far as known. */
  protected output: string[] = [];
  protected nesting = 0;
  protected loops = 0;
  protected commandOffset = 0;
  /** The values of variables here, after the last assignment; `findings` has their values anywhere. */
  protected locals = new Map<string, string[]>();

  constructor(
    readonly script: SearchedScript,
    readonly findings: ScriptFindings,
    readonly tokensOf: (text: string) => ShellToken[] = shellTokens,
    readonly depth = 0,
  ) {
    this.folders = script.folders;
  }

  /** True for a batch file, where `/x` is an option and not a path. */
  get isBatch(): boolean {
    return this.tokensOf !== shellTokens;
  }

  /** Reads a text; returns the output of its last command. */
  abstract read(text: string, offset?: number): string[];

  /** Takes from a command its reads, folder changes and writes. */
  abstract run(line: CommandLine): void;

  /** A child process that starts in the state of this one. */
  abstract inner(): ShellProcess;

  /**
   * Reads a text in the same place: `eval`, `bash -c`, `$(...)`.
   * @param isOwn true if the process itself reads it, and keeps its folder changes
   */
  readInner(text: string, offset: number, isOwn: boolean): string[] {
    if (this.depth >= maxDepth) {
      this.findings.cannotKnow(
        this.script,
        offset,
        `Commands within commands (eval, bash -c, $(…)) are nested more than ${maxDepth} levels deep. nx-conda does not search the commands below, so the files that these commands read are unknown.`,
      );
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

  /** The script with the current folders of the process. */
  here(): SearchedScript {
    return { ...this.script, folders: this.folders };
  }

  write(values: string[]): void {
    this.output = values.slice(0, maxValues);
  }

  /** Changes the folder; keeps the previous one too if the command may not run. */
  enter(folders: string[], isCertain: boolean): void {
    const certain = isCertain && this.nesting <= 0;
    this.previousFolders = this.folders;
    const all = [...new Set(certain ? folders : [...folders, ...this.folders])];
    if (this.nesting > 0) this.climbs(folders, this.folders);
    this.folders = all.slice(0, maxFolders);
    // Further folders are not followed, so everything below them counts.
    all.slice(maxFolders).forEach((folder) => this.findings.read(folder));
  }

  /** A path relative to the possible folders of the process. */
  placesOf(path: string): string[] {
    if (isRooted(path)) return [path];
    return this.folders.map((folder) => (path === '.' ? folder : pathFrom(folder, path)));
  }

  /** Sets a variable; if another value may stay, it has both. */
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

  /** The paths of the recipe's folder in a text. */
  mention(text: string): void {
    for (const path of mentionedPaths(text)) {
      this.findings.read(path);
      if (runnable.test(path)) this.findings.follow(path, this.folders);
    }
  }

  /** Like `mention`, but the folder itself, or one above it, only starts other paths. */
  mentionFile(text: string): void {
    if (!/^\uE000(?:[\\/]+\.{0,2})*$/.test(text)) this.mention(text);
  }

  /** All possible values of a variable here. */
  valuesOf(name: string, isUse = true): string[] {
    if (name === 'PWD' || name === 'CD') return this.folders;
    if (name === '0' || name === 'BASH_SOURCE') return [this.script.location ?? unknownText];
    const anywhere = this.findings.valuesOf(name, isUse);
    const key = name.toUpperCase();
    return (key === 'RECIPE_DIR' ? undefined : this.locals.get(key)) ?? anywhere ?? [unknownText];
  }

  /** `d=$(dirname $d)` and `cd ..` in a loop lead to unknown folders. */
  private climbs(values: string[], before: string[]): void {
    if (this.loops <= 0) return;
    const isAbove = (value: string): boolean => before.some((folder) => value === `${folder}/..`);
    if (values.filter(isFromRecipe).some(isAbove)) {
      const message =
        "nx-conda cannot determine which path a loop computes from the recipe's folder: each pass goes to the parent folder.";
      this.findings.cannotKnow(this.script, this.commandOffset, message);
    }
  }
}
