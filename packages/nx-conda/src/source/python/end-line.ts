import { SyntaxTrouble, type TokenReader } from './token-reader';

/** @throws SyntaxTrouble where more is on the line */
export function endLine(reader: TokenReader): void {
  if (!reader.isKind('newline') && !reader.isKind('end'))
    throw new SyntaxTrouble('the end of the line expected');
  reader.skipLine();
}
