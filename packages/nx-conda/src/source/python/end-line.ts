import { SyntaxTrouble, type TokenReader } from './token-reader';

/** @throws SyntaxTrouble if the line continues */
export function endLine(reader: TokenReader): void {
  // `import a; b`
  if (reader.accept(';')) return;
  if (!reader.isKind('newline') && !reader.isKind('end'))
    throw new SyntaxTrouble('expected the end of the line');
  reader.skipLine();
}
