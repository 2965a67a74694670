import { isRooted, pathFrom, normalizedPath, recipeFolder, unknownText, withoutMarks } from './local-path';
import { type NamedPath, uniqueReads, uniqueUnhashed, type UnhashedRead } from './named-reads';
import { inlineScripts, maxRounds, searchInline, untilNothingIsLearnt } from './inline-scripts';
import type { Scope } from '../parts/scope';
import { ScriptFindings, type SearchedScript } from './script-findings';
import { folderOf } from './script-values';
import { searchScript } from './script-text';

/** The reads of script files. */
export interface ScriptReads {
  reads: NamedPath[];
  unhashed: UnhashedRead[];
  /** A script queries git about the recipe's folder. */
  usesGit: boolean;
  /** Every script file that was read, relative to the recipe's folder or absolute. */
  files: string[];
}

/** Far more script files than any recipe has. */
const maxFiles = 200;
const copiedScript = /(?:\.(?:sh|bat|cmd)|(?:^|\/)[^./]*)$/;
const tooMany = `The recipe runs more than ${maxFiles} scripts. nx-conda does not search this script and the scripts after it, so the files that these scripts read are unknown.`;
const endless = `nx-conda searched the scripts ${maxRounds} times, but each time found new values of variables or new current folders, so some of the files that the scripts read are unknown.`;

/**
 * Searches script files, and every script that they run or source by a known path.
 * @param scripts relative to the recipe's folder, or absolute; missing ones are left out
 * @param readText the text of a file, its path as in `scripts`; undefined if missing
 * @param scope of the recipe: the variables and workspace paths of its scripts
 */
export function followScripts(
  scripts: string[],
  readText: (path: string) => string | undefined,
  scope?: Scope,
): ScriptReads {
  const search = new ScriptSearch(readText, scope);
  search.run(scripts);
  const { findings } = search;
  return {
    reads: uniqueReads([
      ...findings.reads,
      ...search.files.map((path): NamedPath => ({ path, takes: 'all' })),
    ]),
    unhashed: uniqueUnhashed(findings.unhashed),
    usesGit: findings.usesGit,
    files: search.files,
  };
}

class ScriptSearch {
  readonly findings = new ScriptFindings();
  private readonly texts = new Map<string, string | undefined>();

  constructor(
    private readonly readText: (path: string) => string | undefined,
    private readonly scope: Scope | undefined,
  ) {}

  get files(): string[] {
    return [...this.texts]
      .filter(([, text]) => text !== undefined)
      .map(([path]) => path)
      .sort();
  }

  run(scripts: string[]): void {
    const roots = [...new Set(scripts.map(normalizedPath))];
    const inline = this.scope ? inlineScripts(this.scope.recipe) : [];
    const isWhole = untilNothingIsLearnt(this.findings, () => {
      if (this.scope) searchInline(this.scope, inline, this.findings);
      // rattler-build 0.74 runs a copy of a shell script in its work folder, other scripts in place.
      for (const path of roots) this.search(path, [unknownText], copiedScript.test(path));
      // The list grows during the loop.
      for (const [path, folders] of this.findings.follows) this.search(path, [...folders], false);
    });
    this.findings.readUnused();
    const [first = ''] = this.files;
    if (!isWhole) this.findings.cannotKnow(this.scriptOf(first, ''), 0, endless);
  }

  private search(path: string, folders: string[], isCopied: boolean): void {
    const text = this.textOf(path);
    if (text === undefined) return;
    const place = isRooted(path) ? path : pathFrom(recipeFolder, path);
    const script = this.scriptOf(path, text);
    searchScript({ ...script, folders, ...(isCopied ? {} : { location: place }) }, this.findings, path);
    if (!isCopied) this.followImports(text, place, folders);
  }

  private textOf(path: string): string | undefined {
    if (!this.texts.has(path)) {
      const text = this.texts.size < maxFiles ? this.readText(path) : undefined;
      if (this.texts.size === maxFiles) this.findings.cannotKnow(this.scriptOf(path, ''), 0, tooMany);
      this.texts.set(path, text === undefined ? undefined : withoutMarks(text));
    }
    return this.texts.get(path);
  }

  private scriptOf(path: string, text: string): SearchedScript {
    const folder = this.scope?.recipe.file.replace(/[^\\/]*$/, '') ?? '';
    return {
      text,
      folders: [unknownText],
      file: isRooted(path) ? path : normalizedPath(folder + path),
      positionAt: (offset) => positionIn(text, offset),
      // rattler-build 0.74 renders templates in recipe.yaml, but not in script files.
      evaluate: (template) => (/^\$\{\{\s*RECIPE_DIR\s*\}\}$/.test(template) ? [recipeFolder] : undefined),
    };
  }

  /** Modules beside a program. */
  private followImports(text: string, place: string, folders: string[]): void {
    if (!/\.(?:py|m?js|cjs)$/.test(place)) return;
    const modules =
      /^[ \t]{0,40}(?:from|import)[ \t]{1,9}([\w.]{1,100})|(?:require\(|from )\s{0,3}["'](\.[^"'\n]{1,200})["']/gm;
    for (const [, python, script] of text.matchAll(modules)) {
      const name = script ?? python?.replace(/^\.+/, '').replaceAll('.', '/') ?? '';
      const base = pathFrom(folderOf(place), name);
      const ends = script === undefined ? ['.py', '/__init__.py'] : ['', '.js', '/index.js'];
      for (const end of ends) this.findings.follow(base + end, folders);
    }
  }
}

function positionIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}
