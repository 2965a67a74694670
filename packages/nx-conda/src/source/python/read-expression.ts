import { readFormat } from './read-format';
import { readOperators } from './read-operators';
import { named, opaque } from './plain-expressions';
import { readParameters } from './read-parameters';
import type { DictEntry, Expression, Keyword } from './syntax';
import { SyntaxTrouble, TokenReader } from './token-reader';
import { tokenize } from './tokens';

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
    if (reader.is('yield')) return readYield(reader);
    const then = readOperators(reader, readUnary);
    if (reader.accept(':=')) return { kind: 'walrus', target: then, value: readExpression(reader) };
    if (!reader.accept('if')) return then;
    const test = readOperators(reader, readUnary);
    reader.expect('else');
    return { kind: 'choice', test, then, otherwise: readExpression(reader) };
  });
}

/** Operands and operators, without `a if b else c`. @throws SyntaxTrouble */
export function readAlternatives(reader: TokenReader): Expression {
  return reader.nested(() => readOperators(reader, readUnary));
}

function readItem(reader: TokenReader): Expression {
  if (!reader.accept('*')) return readExpression(reader);
  return { kind: 'star', value: readExpression(reader) };
}

function endsItems(reader: TokenReader): boolean {
  return reader.isKind('newline') || [')', ']', '}', '=', ':', ';'].some((text) => reader.is(text));
}

function readLambda(reader: TokenReader): Expression {
  reader.take();
  const parameters = readParameters(reader, ':', readExpression);
  const body = [{ kind: 'return' as const, value: readExpression(reader) }];
  return { kind: 'lambda', definition: { kind: 'function', name: '', parameters, body } };
}

function readYield(reader: TokenReader): Expression {
  reader.take();
  if (reader.accept('from')) return { kind: 'yield', value: { kind: 'star', value: readExpression(reader) } };
  const isEmpty = endsItems(reader) || reader.isKind('end');
  return { kind: 'yield', value: isEmpty ? { kind: 'constant', value: null } : readExpressions(reader) };
}

function readUnary(reader: TokenReader): Expression {
  if (reader.is('lambda')) return readLambda(reader);
  // Its value is that of the function.
  if (reader.accept('await')) return reader.nested(() => readUnary(reader));
  if (['-', '+', '~'].some((text) => reader.is(text))) return readSign(reader);
  const base = readTrailers(reader, readAtom(reader));
  if (!reader.accept('**')) return base;
  return opaque(
    base,
    reader.nested(() => readUnary(reader)),
  );
}

function readSign(reader: TokenReader): Expression {
  const { text } = reader.take();
  const of = reader.nested(() => readUnary(reader));
  if (text !== '-' || of.kind !== 'constant' || typeof of.value !== 'number') return opaque(of);
  return { kind: 'constant', value: -of.value };
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
  const [to, ...more] = readEnds(reader);
  // A step is not computed.
  if (more.length > 0) return opaque(of, from, to, ...more);
  return { kind: 'slice', of, ...(from && { from }), ...(to && { to }) };
}

/** `:b]`, `:b:c]`, `:b, c]` */
function readEnds(reader: TokenReader): (Expression | undefined)[] {
  const ends: (Expression | undefined)[] = [];
  while (!reader.accept(']')) {
    if (!reader.accept(':') && !reader.accept(',')) throw new SyntaxTrouble('expected ]');
    ends.push(endsIndex(reader) ? undefined : readItem(reader));
  }
  return ends;
}

function endsIndex(reader: TokenReader): boolean {
  return [':', ',', ']'].some((text) => reader.is(text));
}

function readAtom(reader: TokenReader): Expression {
  if (reader.isKind('string')) return readStrings(reader);
  const { kind, text } = reader.take();
  if (kind === 'number') return { kind: 'constant', value: Number(text.replaceAll('_', '')) };
  if (kind === 'name') return named(text);
  if (text === '(') return readItems(reader, ')');
  if (text === '[') return readItems(reader, ']');
  if (text === '{') return readBraces(reader);
  if (text === '.') return UNKNOWN;
  throw new SyntaxTrouble('expected an expression');
}

/** Joins adjacent strings. */
function readStrings(reader: TokenReader): Expression {
  const parts: Expression[] = [];
  while (reader.isKind('string')) {
    const { text, isFormat } = reader.take();
    // A call takes fewer arguments than an f-string may have parts.
    if (isFormat) for (const part of readFormat(text, readValue)) parts.push(part);
    else parts.push({ kind: 'constant', value: text });
  }
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'constant' ? only : { kind: 'format', parts };
}

const MAX_VALUE = 500;

/** A value in an f-string; unknown with a format. */
function readValue(text: string): Expression {
  if (text.length > MAX_VALUE) return UNKNOWN;
  const reader = new TokenReader(tokenize(text.trim()));
  const value = reader.attempt(() => readExpressions(reader)) ?? UNKNOWN;
  return reader.isKind('newline') ? value : opaque(value);
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
  if (reader.is('async') && reader.after.text === 'for') reader.take();
  return reader.accept('for') ? reader.nested(() => readLoop(reader, element)) : element;
}

function readLoop(reader: TokenReader, element: Expression): Expression {
  const target = readTarget(reader);
  reader.expect('in');
  const of = readOperators(reader, readUnary);
  const conditions: Expression[] = [];
  while (reader.accept('if')) conditions.push(readOperators(reader, readUnary));
  const inner = readComprehension(reader, element);
  // The items of a loop in a loop are in one list.
  const items: Expression = inner === element ? element : { kind: 'star', value: inner };
  return { kind: 'comprehension', element: items, target, of, conditions };
}

/** The target of a loop: names, without `in` as an operator. @throws SyntaxTrouble */
export function readTarget(reader: TokenReader): Expression {
  const items: Expression[] = [];
  do {
    if (reader.is('in')) break;
    const isRest = reader.accept('*');
    const item = readOneTarget(reader);
    items.push(isRest ? { kind: 'star', value: item } : item);
  } while (reader.accept(','));
  const [first = UNKNOWN] = items;
  return items.length === 1 ? first : { kind: 'list', items };
}

/** `a`, `a.b`, `(a, b)`. @throws SyntaxTrouble */
export function readOneTarget(reader: TokenReader): Expression {
  return readTrailers(reader, readAtom(reader));
}
