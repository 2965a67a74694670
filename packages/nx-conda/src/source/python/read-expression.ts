import { readFormat } from './read-format';
import { readOperators } from './read-operators';
import type { DictEntry, Expression, Keyword } from './syntax';
import { SyntaxTrouble, type TokenReader } from './token-reader';

const UNKNOWN: Expression = { kind: 'unknown' };

/** An expression, or several with commas: a tuple. @throws SyntaxTrouble */
export function readExpressions(reader: TokenReader): Expression {
  const first = readItem(reader);
  if (!reader.is(',')) return first;
  const items = [first];
  while (reader.accept(',') && !endsItems(reader)) items.push(readItem(reader));
  return { kind: 'list', items };
}

/** One expression. @throws SyntaxTrouble */
export function readExpression(reader: TokenReader): Expression {
  return reader.nested(() => {
    if (reader.is('lambda')) return readLambda(reader);
    const then = readOperators(reader, readUnary);
    if (!reader.accept('if')) return then;
    const test = readOperators(reader, readUnary);
    reader.expect('else');
    return { kind: 'choice', test, then, otherwise: readExpression(reader) };
  });
}

function readItem(reader: TokenReader): Expression {
  if (!reader.accept('*')) return readExpression(reader);
  return { kind: 'star', value: readExpression(reader) };
}

function endsItems(reader: TokenReader): boolean {
  return reader.isKind('newline') || [')', ']', '}', '=', ':', ';'].some((text) => reader.is(text));
}

function readLambda(reader: TokenReader): Expression {
  while (!reader.is(':') && !reader.isKind('newline')) reader.take();
  reader.expect(':');
  readExpression(reader);
  return UNKNOWN;
}

function readUnary(reader: TokenReader): Expression {
  if (['-', '+', '~', 'await'].some((text) => reader.accept(text))) {
    reader.nested(() => readUnary(reader));
    return UNKNOWN;
  }
  const base = readTrailers(reader, readAtom(reader));
  if (!reader.accept('**')) return base;
  reader.nested(() => readUnary(reader));
  return UNKNOWN;
}

function readTrailers(reader: TokenReader, base: Expression): Expression {
  let value = base;
  for (let length = 0; ; length++) {
    reader.limit(length);
    if (reader.accept('.')) value = { kind: 'attribute', of: value, name: reader.name() };
    else if (reader.accept('(')) value = { kind: 'call', callee: value, ...readArguments(reader) };
    else if (reader.accept('[')) value = readIndex(reader, value);
    else return value;
  }
}

/** The arguments after `(`, with the `)`. @throws SyntaxTrouble */
export function readArguments(reader: TokenReader): { args: Expression[]; keywords: Keyword[] } {
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  while (!reader.accept(')')) {
    if (reader.accept('**')) keywords.push({ value: readExpression(reader) });
    else if (reader.isKind('name') && reader.after.text === '=' && reader.after.kind === 'operator') {
      const name = reader.name();
      reader.expect('=');
      keywords.push({ name, value: readExpression(reader) });
    } else args.push(readComprehension(reader, readItem(reader)));
    if (!reader.is(')')) reader.expect(',');
  }
  return { args, keywords };
}

function readIndex(reader: TokenReader, of: Expression): Expression {
  const from = reader.is(':') ? undefined : readExpressions(reader);
  if (from && reader.accept(']')) return { kind: 'index', of, key: from };
  reader.expect(':');
  const to = reader.is(']') || reader.is(':') ? undefined : readExpression(reader);
  if (reader.accept(':')) {
    if (!reader.is(']')) readExpression(reader);
    reader.expect(']');
    return UNKNOWN;
  }
  reader.expect(']');
  return { kind: 'slice', of, ...(from && { from }), ...(to && { to }) };
}

const CONSTANTS = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

function readAtom(reader: TokenReader): Expression {
  if (reader.isKind('string')) return readStrings(reader);
  const { kind, text } = reader.take();
  if (kind === 'number') return { kind: 'constant', value: Number(text.replaceAll('_', '')) };
  if (kind === 'name') return readName(text);
  if (text === '(') return readItems(reader, ')');
  if (text === '[') return readItems(reader, ']');
  if (text === '{') return readBraces(reader);
  if (text === '.') return UNKNOWN;
  throw new SyntaxTrouble('expected an expression');
}

function readName(name: string): Expression {
  const constant = CONSTANTS.get(name);
  return constant === undefined ? { kind: 'name', name } : { kind: 'constant', value: constant };
}

/** Joins adjacent strings. */
function readStrings(reader: TokenReader): Expression {
  const parts: Expression[] = [];
  while (reader.isKind('string')) {
    const { text, isFormat } = reader.take();
    // A call takes fewer arguments than an f-string may have parts.
    if (isFormat) for (const part of readFormat(text)) parts.push(part);
    else parts.push({ kind: 'constant', value: text });
  }
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'constant' ? only : { kind: 'format', parts };
}

function readItems(reader: TokenReader, close: string): Expression {
  if (reader.accept(close)) return { kind: 'list', items: [] };
  const item = readItem(reader);
  const isOne = close === ')' || reader.is('for');
  const first = readComprehension(reader, item);
  if (reader.accept(close)) return isOne ? first : { kind: 'list', items: [first] };
  const items = [first];
  while (reader.accept(',') && !reader.is(close)) items.push(readItem(reader));
  reader.expect(close);
  return { kind: 'list', items };
}

function readBraces(reader: TokenReader): Expression {
  if (reader.accept('}')) return { kind: 'dict', entries: [] };
  const entries: DictEntry[] = [];
  const items: Expression[] = [];
  do {
    if (reader.is('}')) break;
    if (reader.accept('**')) entries.push({ value: readExpression(reader) });
    else readBraceItem(reader, entries, items);
  } while (reader.accept(','));
  reader.expect('}');
  return entries.length > 0 ? { kind: 'dict', entries } : { kind: 'list', items };
}

function readBraceItem(reader: TokenReader, entries: DictEntry[], items: Expression[]): void {
  const key = readItem(reader);
  if (reader.is('for')) return void items.push({ kind: 'star', value: readComprehension(reader, key) });
  if (!reader.accept(':')) return void items.push(key);
  const value = readExpression(reader);
  const isLoop = reader.is('for');
  entries.push({ key: isLoop ? UNKNOWN : key, value: readComprehension(reader, value) });
}

/** `element for target in of if condition`; only the element without `for`. */
function readComprehension(reader: TokenReader, element: Expression): Expression {
  return reader.accept('for') ? reader.nested(() => readLoop(reader, element)) : element;
}

function readLoop(reader: TokenReader, element: Expression): Expression {
  const target = readTarget(reader);
  reader.expect('in');
  const of = readOperators(reader, readUnary);
  const conditions: Expression[] = [];
  while (reader.accept('if')) conditions.push(readOperators(reader, readUnary));
  if (!reader.is('for')) return { kind: 'comprehension', element, target, of, conditions };
  // Several loops are not followed.
  readComprehension(reader, UNKNOWN);
  return { kind: 'comprehension', element: UNKNOWN, target, of, conditions };
}

/** The target of a loop: names, without `in` as an operator. @throws SyntaxTrouble */
export function readTarget(reader: TokenReader): Expression {
  const items: Expression[] = [];
  do {
    if (reader.is('in')) break;
    items.push(readTrailers(reader, readAtom(reader)));
  } while (reader.accept(','));
  const [first = UNKNOWN] = items;
  return items.length === 1 ? first : { kind: 'list', items };
}
