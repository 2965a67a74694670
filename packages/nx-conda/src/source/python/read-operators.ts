import type { Expression } from './syntax';
import type { TokenReader } from './token-reader';

type Read = (reader: TokenReader) => Expression;

/** From weak to strong. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['not'],
  ['in', 'is', '==', '!=', '<', '>', '<=', '>='],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];
const NOT = 2;
const COMPARISONS = 3;

/**
 * Reads operands and the operators between them, of one level and all stronger ones.
 * @param readOperand reads an operand without such operators
 * @throws SyntaxTrouble
 */
export function readOperators(reader: TokenReader, readOperand: Read, level = 0): Expression {
  if (level === LEVELS.length) return readOperand(reader);
  if (level === NOT) return readNot(reader, readOperand);
  const first = readOperators(reader, readOperand, level + 1);
  let [left, before] = [first, first];
  let length = 0;
  for (let operator = readOperator(reader, level); operator; operator = readOperator(reader, level)) {
    const right = readOperators(reader, readOperand, level + 1);
    // `a < b < c` is `a < b and b < c`.
    const isChain = level === COMPARISONS && length > 0;
    const one: Expression = { kind: 'binary', operator, left: isChain ? before : left, right };
    left = isChain ? { kind: 'binary', operator: 'and', left, right: one } : one;
    before = right;
    reader.limit(++length);
  }
  return left;
}

function readNot(reader: TokenReader, readOperand: Read): Expression {
  if (!reader.accept('not')) return readOperators(reader, readOperand, NOT + 1);
  return { kind: 'not', value: reader.nested(() => readNot(reader, readOperand)) };
}

function readOperator(reader: TokenReader, level: number): string | undefined {
  const { text } = reader.current;
  if (level === COMPARISONS && text === 'not' && reader.after.text === 'in') {
    reader.take();
    reader.take();
    return 'not in';
  }
  if (reader.isKind('string') || !LEVELS[level]?.includes(text)) return undefined;
  reader.take();
  return text === 'is' && reader.accept('not') ? 'is not' : text;
}
