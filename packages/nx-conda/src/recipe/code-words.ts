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
 * An environment variable that a program reads: `os.environ["X"]`, `os.environ.get("X")`, `os.getenv("X")`, `ENV['X']`,
 * `$ENV{X}`, `process.env.X`, `Sys.getenv("X")`, `$env:X`, `$env.X`, `$::env(X)`.
 */
const access =
  /(?:\$?(?:[A-Za-z_]\w{0,30}(?:\.|::)){0,3}|\$::)(?:environb?|getenvb?|Getenv|env|ENV|GetEnvironmentVariable)(?:\.(?:get|fetch))?[ \t]{0,3}(?:[([{]|[.:](?=[A-Z]))[ \t]{0,3}["']?([A-Za-z_]\w{0,80})["']?[ \t]{0,3}(?:(?:,|\)\s?\|\|)[ \t]{0,3}(?:["'][^"'\n]{0,80}["']|None|null)[ \t]{0,3})?[\])}]?/y;
const starts = /[$A-Za-z_]/;
const space = /[ \t\r]+/y;
const name = /[$@]?[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)*/y;
const number = /\d[\w.]*/y;

/** True where a text reads the recipe's folder as programs do, other than shells. */
export function mentionsInCode(text: string): boolean {
  return /(?:environ|env|ENV)[^\n]{0,20}RECIPE_DIR/.test(text);
}

/** Splits the text of a program into tokens, in one pass; comments are kept as what they look like. */
export function codeTokens(text: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    if (found) at += found[0].length;
    return found;
  };
  while (at < text.length) {
    const offset = at;
    const character = text[at] ?? '';
    if (match(space)) continue;
    const [, variable] = starts.test(character) ? (match(access) ?? []) : [];
    if (variable !== undefined) tokens.push({ kind: 'environment', name: variable, offset });
    else if (character === recipeFolder) {
      at++;
      tokens.push({ kind: 'environment', name: 'RECIPE_DIR', offset });
    } else if (character === '"' || character === "'" || character === '`') {
      const { end, inner } = stringAt(text, at);
      const before = tokens.at(-1);
      const isPrefix = before?.kind === 'name' && before.offset + before.name.length === offset;
      const prefix = isPrefix && /^[rRbBuUfF]{1,2}$/.test(before.name) ? before.name : '';
      if (prefix !== '') tokens.pop();
      tokens.push({ kind: 'text', text: inner, isFormat: /f/i.test(prefix) || character === '`', offset });
      at = end;
    } else {
      const found = starts.test(character) ? match(name)?.[0] : undefined;
      if (found !== undefined) tokens.push({ kind: 'name', name: found, offset });
      else if (character === '#' || text.startsWith('//', at)) at = lineEnd(text, at);
      else if (!match(number)) tokens.push({ kind: 'sign', sign: text[at++] ?? '', offset });
      else tokens.push({ kind: 'sign', sign: text.slice(offset, at), offset });
    }
  }
  return tokens;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A string literal, of three quotes too; one that does not close ends with its line. */
function stringAt(text: string, from: number): { end: number; inner: string } {
  const quote = text[from] ?? '';
  const long = text.startsWith(quote.repeat(3), from) ? quote.repeat(3) : '';
  if (long !== '') {
    const end = text.indexOf(long, from + 3);
    return { end: end < 0 ? text.length : end + 3, inner: text.slice(from + 3, end < 0 ? text.length : end) };
  }
  let at = from + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  const inner = text.slice(from + 1, Math.min(at, text.length)).replaceAll('\\\\', '\\');
  return { end: Math.min(at + 1, text.length), inner };
}
