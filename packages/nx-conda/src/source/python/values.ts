import type { FunctionDefinition } from './syntax';

/** A value, as far as known. Paths are strings; tuples and sets are lists. */
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
  | ObjectValue
  | Unknown;

export interface Unknown {
  kind: 'unknown';
}

export const UNKNOWN: Unknown = { kind: 'unknown' };

/** The result of `open`. */
export interface FileValue {
  kind: 'file';
  text: string;
}

/** A name from Python's or another library: `os.path.join`. */
export interface NamedValue {
  kind: 'named';
  path: string;
}

/** The match of a regular expression. */
export interface MatchValue {
  kind: 'match';
  group: string;
}

export interface FunctionValue {
  kind: 'function';
  definition: FunctionDefinition;
  /** Where it is defined. */
  scope: Scope;
}

/** A class of the source, or an instance of one. */
export interface ObjectValue {
  kind: 'object';
  attributes: Map<string, Value>;
  isClass: boolean;
  /** The class of a library that it extends. */
  base?: NamedValue | undefined;
}

/** The names of a module or a function. */
export interface Scope {
  values: Map<string, Value>;
  /** The scope around its definition; undefined for a module. */
  outer: Scope | undefined;
}

export function isKind<K extends 'file' | 'named' | 'match' | 'function' | 'object' | 'unknown'>(
  value: Value,
  kind: K,
): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

export function isDict(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

/** Whether it counts as true; undefined if unknown. */
export function truth(value: Value): boolean | undefined {
  if (typeof value !== 'object') return Boolean(value);
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  return isKind(value, 'unknown') || isKind(value, 'named') ? undefined : true;
}

/** The strings of a list, and whether the list has only strings. */
export function stringsOf(value: Value | undefined): { items: string[]; isComplete: boolean } {
  if (value === undefined || value === null) return { items: [], isComplete: true };
  if (typeof value === 'string') return { items: value.split('\n'), isComplete: true };
  if (!Array.isArray(value)) return { items: [], isComplete: false };
  const items = value.filter((item) => typeof item === 'string');
  return { items, isComplete: items.length === value.length };
}

/** Whether two values are certainly not the same. */
export function isOther(first: Value, second: Value): boolean {
  if (isKind(first, 'named') && isKind(second, 'named')) return first.path !== second.path;
  return first !== second && (isSimple(first) || isSimple(second));
}

function isSimple(value: Value): boolean {
  return typeof value !== 'object' || value === null || Array.isArray(value) || isKind(value, 'named');
}
