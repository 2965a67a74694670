import type { Expression } from './syntax';

const CONSTANTS = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** A name, or the constant that it means. */
export function named(name: string): Expression {
  const constant = CONSTANTS.get(name);
  return constant === undefined ? { kind: 'name', name } : { kind: 'constant', value: constant };
}

export function opaque(...parts: (Expression | undefined)[]): Expression {
  return { kind: 'opaque', parts: parts.filter((part) => part !== undefined) };
}
