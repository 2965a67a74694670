import { recipeFolder } from './local-path';

/** A token of a program text, whatever its language. */
export type CodeToken =
  | { kind: 'text'; text: string; isFormat: boolean; offset: number }
  /** A name with its dots: `os.path.join`, `Sys::getenv`. */
  | { kind: 'name'; name: string; offset: number }
  /** The value of an environment variable. */
  | { kind: 'environment'; name: string; offset: number }
  | { kind: 'sign'; sign: string; offset: number };

/**
 * An environment variable that a program reads: `os.environ["X"]`, `os.environ.get("X")`, `os.getenv("X", "")`,
 * `ENV['X']`, `$ENV{X}`, `process.env.X`, `Sys.getenv("X")`, `$env:X`, `$env.X`, `$::env(X)`.
 */
const access =
  /(?:\$?(?:[A-Za-z_]\w{0,30}(?:\.|::)){0,3}|\$::)(?:environb?|getenvb?|Getenv|env|ENV|GetEnvironmentVariable)(?:(?:\.(?:get|fetch))?\([ \t]{0,3}["']?([A-Za-z_]\w{0,80})["']?[ \t]{0,3}(?:,[^(),\n]{0,80})?\)|[[{][ \t]{0,3}["']?([A-Za-z_]\w{0,80})["']?[ \t]{0,3}[\]}]|[.:]([A-Z_]\w{0,80}))/y;
const inCode =
  /(?:environb?|getenvb?|Getenv|env|ENV|GetEnvironmentVariable)(?:\.(?:get|fetch))?[([{.:][ \t]{0,3}["']?RECIPE_DIR/;
const starts = /[$@A-Za-z_]/;
const space = /[ \t\r]+/y;
const bracedName = /\$\{(\w{1,80})\}/y;
const plainName = /[$@]?[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)*/y;
const number = /\d[\w.]*/y;
const comment = /(?:#|\/\/)[^\n]*/y;

/** True if a text reads the recipe's folder as programs other than shells do. */
export function mentionsInCode(text: string): boolean {
  return text.includes('RECIPE_DIR') && inCode.test(text);
}

/** The sign of a token; empty for other tokens. */
export function signOf(token: CodeToken | undefined): string {
  return token?.kind === 'sign' ? token.sign : '';
}

/** Splits the text of a program into tokens, in one pass; never throws. */
export function codeTokens(text: string): CodeToken[] {
  return new CodeLexer(text).tokens();
}

class CodeLexer {
  private at = 0;
  private readonly found: CodeToken[] = [];

  constructor(private readonly text: string) {}

  tokens(): CodeToken[] {
    while (this.at < this.text.length) this.step(this.at, this.text[this.at] ?? '');
    return this.found;
  }

  private step(offset: number, character: string): void {
    if (this.match(space)) return;
    if (/["'`]/.test(character)) this.readText(character);
    else if (character === recipeFolder) this.readFolder(offset);
    else if (starts.test(character)) this.readName(offset);
    else if (!this.match(comment)) {
      const sign = this.match(number)?.[0] ?? this.text[this.at++] ?? '';
      this.found.push({ kind: 'sign', sign, offset });
    }
  }

  private readFolder(offset: number): void {
    this.at++;
    this.found.push({ kind: 'environment', name: 'RECIPE_DIR', offset });
  }

  private readName(offset: number): void {
    const variable = this.match(access)
      ?.slice(1)
      .find((name) => name !== undefined);
    if (variable !== undefined) {
      this.found.push({ kind: 'environment', name: variable, offset });
      return;
    }
    const name = this.match(bracedName)?.[1] ?? this.match(plainName)?.[0];
    if (name !== undefined) this.found.push({ kind: 'name', name, offset });
    else this.found.push({ kind: 'sign', sign: this.text[this.at++] ?? '', offset });
  }

  /** A string literal, also with three quotes; an unclosed one ends with its line. */
  private readText(quote: string): void {
    const offset = this.at;
    const prefix = this.takePrefix(offset);
    const long = quote.repeat(3);
    const text = this.text.startsWith(long, offset) ? this.readLong(long) : this.readShort(quote);
    this.found.push({ kind: 'text', text, isFormat: /f/i.test(prefix) || quote === '`', offset });
  }

  private takePrefix(offset: number): string {
    const before = this.found.at(-1);
    if (before?.kind !== 'name' || before.offset + before.name.length !== offset) return '';
    if (!/^[rRbBuUfF]{1,2}$/.test(before.name)) return '';
    this.found.pop();
    return before.name;
  }

  private readLong(quotes: string): string {
    const start = this.at + quotes.length;
    const end = this.text.indexOf(quotes, start);
    const stop = end < 0 ? this.text.length : end;
    this.at = stop + quotes.length;
    return this.text.slice(start, stop);
  }

  private readShort(quote: string): string {
    const start = this.at + 1;
    let at = start;
    for (
      let next = this.text[at];
      next !== undefined && next !== quote && next !== '\n';
      next = this.text[at]
    ) {
      at += next === '\\' ? 2 : 1;
    }
    this.at = at + 1;
    return this.text.slice(start, at).replace(/\\(["'\\])/g, '$1');
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}
