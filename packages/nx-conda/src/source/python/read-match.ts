import { nodesIn } from './nodes-in';
import { readAlternatives, readExpression, readExpressions } from './read-expression';
import type { Expression, Statement } from './syntax';
import { SyntaxTrouble, type TokenReader } from './token-reader';

type ReadBody = (reader: TokenReader) => Statement[];
type Branch = Extract<Statement, { kind: 'if' }>;

const UNKNOWN: Expression = { kind: 'unknown' };
const TRUE: Expression = { kind: 'constant', value: true };

/** `match value:` as the branches of an `if`; undefined if the name `match` is something else. */
export function readMatch(reader: TokenReader, readBody: ReadBody): Statement[] | undefined {
  const subject = reader.attempt(() => readHeader(reader));
  if (!subject) return undefined;
  const branches: Branch[] = [];
  while (reader.is('case')) {
    reader.limit(branches.length);
    branches.push(readCase(reader, subject, readBody));
  }
  if (!reader.isKind('dedent') && !reader.isKind('end')) throw new SyntaxTrouble('expected case');
  reader.take();
  return branches.reduceRight<Statement[]>((otherwise, branch) => [{ ...branch, otherwise }], []);
}

/** The value, if a block of cases follows. */
function readHeader(reader: TokenReader): Expression {
  reader.take();
  const subject = readExpressions(reader);
  reader.expect(':');
  if (!reader.isKind('newline')) throw new SyntaxTrouble('expected a block');
  reader.take();
  if (!reader.isKind('indent') || reader.after.text !== 'case') throw new SyntaxTrouble('expected case');
  reader.take();
  return subject;
}

function readCase(reader: TokenReader, subject: Expression, readBody: ReadBody): Branch {
  reader.take();
  const pattern = readPattern(reader);
  const test = testOf(pattern, subject);
  const guard = reader.accept('if') ? readExpression(reader) : undefined;
  const set = captured(pattern, subject);
  const body = [...set, ...readBody(reader)];
  if (!guard) return { kind: 'if', test, body, otherwise: [] };
  const named = set.length > 0 ? UNKNOWN : guard;
  return {
    kind: 'if',
    test: { kind: 'binary', operator: 'and', left: test, right: named },
    body,
    otherwise: [],
  };
}

/** `pattern`, `pattern as name`, `first, second`; unknown if it is something else. */
function readPattern(reader: TokenReader): Expression {
  const read = reader.attempt(() => {
    const items = readPatterns(reader);
    if (reader.accept('as')) items.push({ kind: 'opaque', parts: [readAlternatives(reader)] });
    if (!reader.is(':') && !reader.is('if')) throw new SyntaxTrouble('expected :');
    return items;
  });
  if (!read) skipPattern(reader);
  const [first = UNKNOWN, ...more] = read ?? [];
  return more.length === 0 ? first : { kind: 'opaque', parts: [first, ...more] };
}

function readPatterns(reader: TokenReader): Expression[] {
  const items: Expression[] = [];
  do {
    if (reader.is(':') || reader.is('if')) break;
    const isRest = reader.accept('*');
    const item = readAlternatives(reader);
    items.push(isRest ? { kind: 'opaque', parts: [item] } : item);
  } while (reader.accept(','));
  return items;
}

function skipPattern(reader: TokenReader): void {
  let depth = 0;
  while (!reader.isKind('newline') && !reader.isKind('end') && !(depth === 0 && reader.is(':'))) {
    const { text } = reader.take();
    if (['(', '[', '{'].includes(text)) depth++;
    if ([')', ']', '}'].includes(text)) depth--;
  }
}

/** Whether the value has the form of a pattern. */
function testOf(pattern: Expression, subject: Expression): Expression {
  switch (pattern.kind) {
    case 'constant':
    case 'attribute':
    case 'format':
      return { kind: 'binary', operator: '==', left: subject, right: pattern };
    case 'name':
      return TRUE;
    case 'binary':
      if (pattern.operator !== '|') return UNKNOWN;
      return {
        ...{ kind: 'binary', operator: 'or' },
        ...{ left: testOf(pattern.left, subject), right: testOf(pattern.right, subject) },
      };
    default:
      // Its parts are names, no values.
      return UNKNOWN;
  }
}

/** `case name:` gives the value a name; other names become unknown. */
function captured(pattern: Expression, subject: Expression): Statement[] {
  const isName = pattern.kind === 'name' && pattern.name !== '_';
  const names = (nodesIn(pattern) as Expression[]).flatMap((node) => (node.kind === 'name' ? [node] : []));
  return isName
    ? [{ kind: 'assign', targets: [pattern], operator: '=', value: subject }]
    : names.map((name) => ({ kind: 'assign', targets: [name], operator: '=', value: UNKNOWN }));
}
