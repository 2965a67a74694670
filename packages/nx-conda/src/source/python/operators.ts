import { MAX_ITEMS, MAX_PART, MAX_TEXT } from './limits';
import { joinPaths } from './paths';
import { isDict, isKind, truth, UNKNOWN, type Value } from './values';

type Operator = (left: Value, right: Value) => Value;

const OPERATORS: Readonly<Record<string, Operator | undefined>> = {
  '+': add,
  '|': (left, right) =>
    isDict(left) && isDict(right) ? new Map([...left, ...right]) : joinSets(left, right),
  // Joins paths only; quotients are not supported.
  '/': (left, right) => joinPaths([left, right]),
  '%': (left, right) => (isText(left) ? formatPercent(left, right) : UNKNOWN),
  '==': (left, right) => compare(left, right, (a, b) => a === b),
  '!=': (left, right) => compare(left, right, (a, b) => a !== b),
  is: (left, right) => compare(left, right, (a, b) => a === b),
  'is not': (left, right) => compare(left, right, (a, b) => a !== b),
  '<': (left, right) => order(left, right, (difference) => difference < 0),
  '>': (left, right) => order(left, right, (difference) => difference > 0),
  '<=': (left, right) => order(left, right, (difference) => difference <= 0),
  '>=': (left, right) => order(left, right, (difference) => difference >= 0),
  in: contains,
  'not in': (left, right) => negate(contains(left, right)),
};

/** The value of `left operator right`; unknown if an operand is unknown, or Python would fail. */
export function operate(operator: string, left: Value, right: Value): Value {
  return OPERATORS[operator]?.(left, right) ?? UNKNOWN;
}

export function negate(value: Value): Value {
  const isTrue = truth(value);
  return isTrue === undefined ? UNKNOWN : !isTrue;
}

function add(left: Value, right: Value): Value {
  if (isText(left) && isText(right)) return left.length + right.length > MAX_TEXT ? UNKNOWN : left + right;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (Array.isArray(left)) {
    const added = Array.isArray(right) ? right : [UNKNOWN];
    return left.length + added.length > MAX_ITEMS ? UNKNOWN : [...left, ...added];
  }
  return Array.isArray(right) ? [UNKNOWN, ...right].slice(0, MAX_ITEMS) : UNKNOWN;
}

function joinSets(left: Value, right: Value): Value {
  return Array.isArray(left) || Array.isArray(right) ? add(left, right) : UNKNOWN;
}

function isText(value: Value): value is string {
  return typeof value === 'string';
}

function isPlain(value: Value): boolean {
  return typeof value !== 'object' || value === null;
}

function compare(left: Value, right: Value, test: (left: Value, right: Value) => boolean): Value {
  if (isPlain(left) && isPlain(right)) return test(left, right);
  // A list, a file or a dictionary is not None.
  const [one, other] = left === null ? [right, left] : [left, right];
  const isSomething =
    Array.isArray(one) || isDict(one) || isKind(one, 'file') || isKind(one, 'match') || isKind(one, 'object');
  return isSomething && other === null ? test(one, other) : UNKNOWN;
}

function order(left: Value, right: Value, test: (difference: number) => boolean): Value {
  if (typeof left === 'number' && typeof right === 'number') return test(left - right);
  if (!Array.isArray(left) || !Array.isArray(right)) return UNKNOWN;
  const difference = firstDifference(left, right);
  return difference === undefined ? UNKNOWN : test(difference);
}

/** Compares two lists of numbers; the shorter list comes first. */
function firstDifference(left: readonly Value[], right: readonly Value[]): number | undefined {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [a, b] = [left[index] ?? -1, right[index] ?? -1];
    if (typeof a !== 'number' || typeof b !== 'number') return undefined;
    if (a !== b) return a - b;
  }
  return 0;
}

function contains(item: Value, whole: Value): Value {
  if (isText(item) && isText(whole)) return item.length > MAX_PART ? UNKNOWN : whole.includes(item);
  if (isText(item) && isDict(whole)) return whole.has(item);
  if (!Array.isArray(whole) || !isPlain(item)) return UNKNOWN;
  if (whole.includes(item)) return true;
  return whole.every(isPlain) ? false : UNKNOWN;
}

function formatPercent(text: string, value: Value): Value {
  const values = Array.isArray(value) ? [...value] : [value];
  if (!/^(?:[^%]|%%|%[sd])*$/.test(text)) return UNKNOWN;
  const texts = values.map(asText);
  if (texts.includes(undefined) || lengthOf(texts) + text.length > MAX_TEXT) return UNKNOWN;
  return text.replace(/%([%sd])/g, (_, kind: string) => (kind === '%' ? '%' : (texts.shift() ?? '')));
}

/** Total size of the values. */
export function lengthOf(texts: readonly (string | undefined)[]): number {
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

/** The result of `str`; undefined if it is not a text or number. */
export function asText(value: Value): string | undefined {
  if (isText(value)) return value;
  return typeof value === 'number' ? String(value) : undefined;
}
