// Our own parser, because @lezer/python 1.1.19 with @lezer/lr 1.4.12 is written for editors (measured on Node 20.20):
// - it reads `not a and b` as `not (a and b)`, so setup.py files take wrong branches: gensim, msgpack and psutil do;
// - 1 MB of `)` or of `a b ` takes 11 s of CPU (here 0.2 s), 1 MB of `{` takes 1 GB of memory (here 0.15 GB);
// - 1 MB of `([{` overflows the stack inside it, 50,000 nested `(` do on some runs: the whole file is lost;
// - the reader of its tree takes about 460 lines, this parser 730, and the package grows by 160 kB.

import { readArguments, readExpression, readExpressions, readOneTarget, readTarget } from './read-expression';
import { readFrom, readImport } from './read-import';
import { readMatch } from './read-match';
import { readParameters } from './read-parameters';
import { readAssignment, readReturn, readWords } from './read-simple';
import type { Expression, Statement } from './syntax';
import { SyntaxTrouble, TokenReader } from './token-reader';
import { tokenize } from './tokens';

type Read = (reader: TokenReader) => Statement[];

const KEYWORDS = new Map<string, Read>(
  Object.entries({
    if: readIf,
    for: readFor,
    with: readWith,
    try: readTry,
    def: readFunction,
    class: readClass,
    while: readWhile,
    import: readImport,
    from: readFrom,
    return: readReturn,
    async: readAfter,
    match: (reader) => readMatch(reader, readBody) ?? readAssignment(reader),
    ...Object.fromEntries(['assert', 'del', 'raise', 'global', 'nonlocal'].map((word) => [word, readWords])),
  }),
);

/** The statements of a Python source. Unknown syntax becomes unread lines; never fails. */
export function readStatements(source: string): Statement[] {
  const reader = new TokenReader(tokenize(source));
  const statements: Statement[] = [];
  while (!reader.isKind('end')) statements.push(...readStatement(reader));
  return statements;
}

function readStatement(reader: TokenReader): Statement[] {
  const start = reader.taken;
  try {
    return reader.nested(() => readKnown(reader));
  } catch (error) {
    if (!(error instanceof SyntaxTrouble)) throw error;
    reader.skipLine();
    const unread: Statement = { kind: 'unread', words: reader.wordsSince(start) };
    // It is unknown whether the block of the line runs.
    return reader.isKind('indent') ? [unread, ...perhaps(skipDeeper(reader))] : [unread];
  }
}

function perhaps(body: Statement[]): Statement[] {
  return [{ kind: 'if', test: { kind: 'unknown' }, body, otherwise: [] }];
}

function readKnown(reader: TokenReader): Statement[] {
  if (reader.isKind('indent') || reader.isKind('dedent') || reader.isKind('newline')) {
    reader.take();
    return [];
  }
  const read = reader.isKind('name') ? KEYWORDS.get(reader.current.text) : undefined;
  if (read) return read(reader);
  // A decorator.
  reader.accept('@');
  return readAssignment(reader);
}

function readAfter(reader: TokenReader): Statement[] {
  reader.take();
  return readKnown(reader);
}

function readBody(reader: TokenReader): Statement[] {
  reader.expect(':');
  if (!reader.isKind('newline')) return readStatement(reader);
  reader.take();
  if (!reader.isKind('indent')) return [];
  reader.take();
  const statements: Statement[] = [];
  while (!reader.isKind('dedent') && !reader.isKind('end')) {
    if (reader.isKind('indent')) statements.push(...skipDeeper(reader));
    else statements.push(...readStatement(reader));
  }
  reader.take();
  return statements;
}

/** Reads the block of a line with unknown syntax. */
function skipDeeper(reader: TokenReader): Statement[] {
  reader.take();
  const statements: Statement[] = [];
  while (!reader.isKind('dedent') && !reader.isKind('end')) {
    statements.push(
      ...(reader.isKind('indent') ? reader.nested(() => skipDeeper(reader)) : readStatement(reader)),
    );
  }
  reader.take();
  return statements;
}

function readIf(reader: TokenReader): Statement[] {
  reader.take();
  const test = readExpression(reader);
  const body = readBody(reader);
  const otherwise = reader.is('elif')
    ? reader.nested(() => readIf(reader))
    : reader.accept('else')
      ? readBody(reader)
      : [];
  return [{ kind: 'if', test, body, otherwise }];
}

function readFor(reader: TokenReader): Statement[] {
  reader.take();
  const target = readTarget(reader);
  reader.expect('in');
  const of = readExpressions(reader);
  const body = readBody(reader);
  return [{ kind: 'for', target, of, body }, ...(reader.accept('else') ? readBody(reader) : [])];
}

function readWith(reader: TokenReader): Statement[] {
  reader.take();
  const inBrackets = reader.attempt(() => {
    reader.expect('(');
    const items = readWithItems(reader);
    reader.expect(')');
    if (!reader.is(':')) throw new SyntaxTrouble('expected :');
    return items;
  });
  const items = inBrackets ?? readWithItems(reader);
  return [{ kind: 'with', items, body: readBody(reader) }];
}

function readWithItems(reader: TokenReader): { value: Expression; target?: Expression }[] {
  const items: { value: Expression; target?: Expression }[] = [];
  do {
    if (reader.is(')')) break;
    const value = readExpression(reader);
    items.push({ value, ...(reader.accept('as') && { target: readOneTarget(reader) }) });
  } while (reader.accept(','));
  return items;
}

function readTry(reader: TokenReader): Statement[] {
  reader.take();
  const body = readBody(reader);
  const handlers: Statement[] = [];
  for (;;) {
    if (reader.is('except')) {
      skipTo(reader, ':');
      handlers.push(...readBody(reader));
    } else if (reader.accept('else') || reader.accept('finally')) body.push(...readBody(reader));
    else return [{ kind: 'try', body, handlers }];
  }
}

function readWhile(reader: TokenReader): Statement[] {
  reader.take();
  const test = readExpression(reader);
  const body = readBody(reader);
  return [{ kind: 'while', test, body }, ...(reader.accept('else') ? readBody(reader) : [])];
}

function readClass(reader: TokenReader): Statement[] {
  reader.take();
  const name = reader.name();
  skipTypeParameters(reader);
  const bases = reader.accept('(') ? readArguments(reader).args : [];
  return [{ kind: 'class', name, bases, body: readBody(reader) }];
}

/** `def f[T](x: T)` */
function skipTypeParameters(reader: TokenReader): void {
  if (!reader.is('[')) return;
  let depth = 0;
  do {
    const { text } = reader.take();
    if (text === '[') depth++;
    if (text === ']') depth--;
  } while (depth > 0 && !reader.isKind('newline') && !reader.isKind('end'));
}

function skipTo(reader: TokenReader, text: string): void {
  while (!reader.is(text) && !reader.isKind('newline') && !reader.isKind('end')) reader.take();
}

function readFunction(reader: TokenReader): Statement[] {
  reader.take();
  const name = reader.name();
  skipTypeParameters(reader);
  reader.expect('(');
  const parameters = readParameters(reader, ')', readExpression);
  if (reader.accept('->')) readExpression(reader);
  return [{ kind: 'function', name, parameters, body: readBody(reader) }];
}
