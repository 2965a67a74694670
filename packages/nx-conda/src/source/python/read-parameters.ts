import type { Expression, Keyword } from './syntax';
import type { TokenReader } from './token-reader';

type Read = (reader: TokenReader) => Expression;

/** The parameters of a function, before `)`, or of a lambda, before `:`, and that end. @throws SyntaxTrouble */
export function readParameters(reader: TokenReader, end: ')' | ':', readExpression: Read): Keyword[] {
  const parameters: Keyword[] = [];
  while (!reader.accept(end)) {
    parameters.push(readParameter(reader, end === ')', readExpression));
    if (!reader.is(end)) reader.expect(',');
  }
  return parameters;
}

function readParameter(reader: TokenReader, isTyped: boolean, readExpression: Read): Keyword {
  const isRest = reader.accept('*') || reader.accept('**') || reader.accept('/');
  const name = reader.isKind('name') ? reader.name() : '';
  if (isTyped && reader.accept(':')) {
    reader.accept('*');
    readExpression(reader);
  }
  const value: Expression = reader.accept('=') ? readExpression(reader) : { kind: 'unknown' };
  return isRest ? { value } : { name, value };
}
