import type { FunctionDefinition } from './syntax';

/** What is known of a value. Paths are strings; tuples and sets are lists. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Value[]
  | ReadonlyMap<string, Value>
  | FileValue
  | NamedValue
  | MatchValue
  | FunctionValue
  | Unknown;

export interface Unknown {
  kind: 'unknown';
}

export const UNKNOWN: Unknown = { kind: 'unknown' };

/** What `open` gives. */
export interface FileValue {
  kind: 'file';
  text: string;
}

/** Something of Python's or of somebody's library: `os.path.join`. */
export interface NamedValue {
  kind: 'named';
  path: string;
}

/** A regular expression has found something. */
export interface MatchValue {
  kind: 'match';
  group: string;
}

export interface FunctionValue {
  kind: 'function';
  definition: FunctionDefinition;
}

export function isKind<K extends 'file' | 'named' | 'match' | 'function' | 'unknown'>(
  value: Value,
  kind: K,
): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

export function isDict(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** Whether it counts as true; undefined where nobody can tell. */
export function truth(value: Value): boolean | undefined {
  if (typeof value !== 'object') return Boolean(value);
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  return isKind(value, 'unknown') || isKind(value, 'named') ? undefined : true;
}

/** The strings of a list, and whether that is all of it. */
export function stringsOf(value: Value | undefined): { items: string[]; isComplete: boolean } {
  if (value === undefined || value === null) return { items: [], isComplete: true };
  if (typeof value === 'string') return { items: value.split('\n'), isComplete: true };
  if (!Array.isArray(value)) return { items: [], isComplete: false };
  const items = value.filter((item) => typeof item === 'string');
  return { items, isComplete: items.length === value.length };
}
