// Our own parser, because @lezer/python 1.1.19 with @lezer/lr 1.4.12 is written for editors (measured on Node 20.20):
// - it reads `not a and b` as `not (a and b)`, so setup.py files take wrong branches: gensim, msgpack and psutil do;
// - 1 MB of `)` or of `a b ` takes 11 s of CPU (here 0.2 s), 1 MB of `{` takes 1 GB of memory (here 0.15 GB);
// - 1 MB of `([{` overflows the stack inside it, 50,000 nested `(` do on some runs: the whole file is lost;
// - the reader of its tree takes about 460 lines, this parser 730, and the package grows by 160 kB.

import { endLine } from './end-line';
import { readArguments, readExpression, readExpressions, readTarget } from './read-expression';
import { readFrom, readImport } from './read-import';
import type { Expression, Keyword, Statement } from './syntax';
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
    while: readSkipped,
    import: readImport,
    from: readFrom,
    return: readReturn,
    async: readAfter,
  }),
);

/** The statements of a Python source. Leaves out unknown syntax; never fails. */
export function readStatements(source: string): Statement[] {
  const reader = new TokenReader(tokenize(source));
  const statements: Statement[] = [];
  while (!reader.isKind('end')) statements.push(...readStatement(reader));
  return statements;
}

function readStatement(reader: TokenReader): Statement[] {
  try {
    return reader.nested(() => readKnown(reader));
  } catch (error) {
    if (!(error instanceof SyntaxTrouble)) throw error;
    reader.skipLine();
    // Its block is read like separate statements.
    return [];
  }
}

function readKnown(reader: TokenReader): Statement[] {
  if (reader.isKind('indent') || reader.isKind('dedent') || reader.isKind('newline')) {
    reader.take();
    return [];
  }
  const read = reader.isKind('name') ? KEYWORDS.get(reader.current.text) : undefined;
  return read ? read(reader) : readSimple(reader);
}

function readAfter(reader: TokenReader): Statement[] {
  reader.take();
  return readKnown(reader);
}

function readSimple(reader: TokenReader): Statement[] {
  const statement = readAssignment(reader);
  if (!reader.accept(';')) endLine(reader);
  return [statement];
}

function readAssignment(reader: TokenReader): Statement {
  const first = readExpressions(reader);
  // Ignore a type annotation.
  if (reader.accept(':')) readExpression(reader);
  const operator = reader.is('+=') ? '+=' : '=';
  if (!reader.is('=') && !reader.is('+=')) return { kind: 'expression', value: first };
  const expressions = [first];
  while (reader.accept(operator)) expressions.push(readExpressions(reader));
  const value = expressions.pop() as Expression;
  return { kind: 'assign', targets: expressions, operator, value };
}

function readReturn(reader: TokenReader): Statement[] {
  reader.take();
  const value: Expression = reader.isKind('newline')
    ? { kind: 'constant', value: null }
    : readExpressions(reader);
  endLine(reader);
  return [{ kind: 'return', value }];
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
  const items: { value: Expression; target?: Expression }[] = [];
  do {
    const value = readExpression(reader);
    items.push({ value, ...(reader.accept('as') && { target: readTarget(reader) }) });
  } while (reader.accept(','));
  return [{ kind: 'with', items, body: readBody(reader) }];
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

function readSkipped(reader: TokenReader): Statement[] {
  skipTo(reader, ':');
  return [{ kind: 'skipped', body: readBody(reader) }];
}

function readClass(reader: TokenReader): Statement[] {
  reader.take();
  const name = reader.name();
  const bases = reader.accept('(') ? readArguments(reader).args : [];
  return [{ kind: 'skipped', body: readBody(reader), name, bases }];
}

function skipTo(reader: TokenReader, text: string): void {
  while (!reader.is(text) && !reader.isKind('newline') && !reader.isKind('end')) reader.take();
}

function readFunction(reader: TokenReader): Statement[] {
  reader.take();
  const name = reader.name();
  reader.expect('(');
  const parameters: Keyword[] = [];
  while (!reader.accept(')')) {
    parameters.push(readParameter(reader));
    if (!reader.is(')')) reader.expect(',');
  }
  if (reader.accept('->')) readExpression(reader);
  return [{ kind: 'function', name, parameters, body: readBody(reader) }];
}

function readParameter(reader: TokenReader): Keyword {
  const isRest = reader.accept('*') || reader.accept('**') || reader.accept('/');
  const name = reader.isKind('name') ? reader.name() : '';
  if (reader.accept(':')) readExpression(reader);
  const value: Expression = reader.accept('=') ? readExpression(reader) : { kind: 'unknown' };
  return isRest ? { value } : { name, value };
}
