import { MAX_TEXT } from './limits';
import { type Token, tokenize } from './tokens';

/** A logical line of a Python source, and the lines of its block. */
export interface Line {
  tokens: readonly Token[];
  body: Line[];
}

/** Deeper blocks are not read. */
const MAX_DEPTH = 60;

/** The lines of a Python source as a tree of blocks; none for a source that is too long. Never fails. */
export function linesIn(source: string): Line[] {
  const root: Line = { tokens: [], body: [] };
  const open = [root];
  let tokens: Token[] = [];
  for (const token of source.length > MAX_TEXT ? [] : tokenize(source)) {
    if (token.kind === 'indent') open.push(lastLine(open));
    else if (token.kind === 'dedent') open.pop();
    else if (token.kind !== 'newline') tokens.push(token);
    else {
      if (open.length <= MAX_DEPTH) open.at(-1)?.body.push(...splitLine(tokens));
      tokens = [];
    }
  }
  return root.body;
}

function lastLine(open: readonly Line[]): Line {
  return open.at(-1)?.body.at(-1) ?? { tokens: [], body: [] };
}

/** `if a: import b; import c` has a block of two lines. */
function splitLine(tokens: readonly Token[]): Line[] {
  const colon = BLOCK.test(tokens[0]?.text ?? '') ? endOfHeader(tokens) : -1;
  if (colon < 0) return statementsOf(tokens);
  const rest = statementsOf(tokens.slice(colon + 1));
  return [{ tokens: tokens.slice(0, colon), body: rest }];
}

const BLOCK = /^(if|elif|else|for|while|try|except|finally|with|def|class|async)$/;

function endOfHeader(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex(({ kind, text }) => {
    if (kind !== 'operator') return false;
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text)) depth--;
    return depth === 0 && text === ':';
  });
}

function statementsOf(tokens: readonly Token[]): Line[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'operator' && token.text === ';') lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines.filter((line) => line.length > 0).map((line) => ({ tokens: line, body: [] }));
}
