import { endLine } from './end-line';
import { readExpression, readExpressions } from './read-expression';
import type { Expression, Statement } from './syntax';
import type { TokenReader } from './token-reader';

/** `a += b` is `a = a + b`. */
const AUGMENTED = ['-=', '*=', '/=', '//=', '%=', '@=', '&=', '|=', '^=', '<<=', '>>=', '**='];

/** An assignment or an expression, and the end of its line. @throws SyntaxTrouble */
export function readAssignment(reader: TokenReader): Statement[] {
  const statement = readOne(reader);
  endLine(reader);
  return [statement];
}

function readOne(reader: TokenReader): Statement {
  const first = readExpressions(reader);
  // Ignore a type annotation.
  if (reader.accept(':')) readExpression(reader);
  const augmented = AUGMENTED.find((one) => reader.accept(one));
  if (augmented !== undefined) {
    const [operator, right] = [augmented.slice(0, -1), readExpressions(reader)];
    const value: Expression = { kind: 'binary', operator, left: first, right };
    return { kind: 'assign', targets: [first], operator: '=', value };
  }
  const operator = reader.is('+=') ? '+=' : '=';
  if (!reader.is('=') && !reader.is('+=')) return { kind: 'expression', value: first };
  const expressions = [first];
  while (reader.accept(operator)) expressions.push(readExpressions(reader));
  const value = expressions.pop() as Expression;
  return { kind: 'assign', targets: expressions, operator, value };
}

/** @throws SyntaxTrouble */
export function readReturn(reader: TokenReader): Statement[] {
  reader.take();
  const isEmpty = reader.isKind('newline') || reader.isKind('end') || reader.is(';');
  const value: Expression = isEmpty ? { kind: 'constant', value: null } : readExpressions(reader);
  endLine(reader);
  return [{ kind: 'return', value }];
}

/** `del a`, `assert a, b`, `raise a from b`: only its expressions. @throws SyntaxTrouble */
export function readWords(reader: TokenReader): Statement[] {
  reader.take();
  const parts: Expression[] = [];
  while (!reader.isKind('newline') && !reader.isKind('end') && !reader.is(';')) {
    parts.push(readExpressions(reader));
    reader.accept('from');
  }
  endLine(reader);
  return [{ kind: 'expression', value: { kind: 'opaque', parts } }];
}
