import { posix } from 'node:path';
import { MAX_ITEMS, MAX_PART, MAX_TEXT } from './limits';
import { lengthOf, asText } from './operators';
import { joinPaths } from './paths';
import { isDict, isKind, UNKNOWN, type Value } from './values';

/** The arguments of a method call. */
export interface Arguments {
  args: Value[];
  keywords: ReadonlyMap<string, Value>;
}

type Method<T> = (of: T, call: Arguments) => Value;

/** A map, as upstream may call `constructor`. */
function methods<T>(table: Record<string, Method<T>>): ReadonlyMap<string, Method<T>> {
  return new Map(Object.entries(table));
}

const TEXT_METHODS = methods<string>({
  strip: (text, { args }) => strip(text, args[0], 'both'),
  lstrip: (text, { args }) => strip(text, args[0], 'start'),
  rstrip: (text, { args }) => strip(text, args[0], 'end'),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  splitlines: (text) => text.replace(/\r?\n$/, '').split(/\r?\n/),
  split: (text, { args }) => split(text, args),
  replace: (text, { args }) => replace(text, args),
  startswith: (text, { args }) => some(args[0], (part) => text.startsWith(part)),
  endswith: (text, { args }) => some(args[0], (part) => text.endsWith(part)),
  join: (text, { args: [items] }) => join(text, items),
  format: format,
  // Methods of bytes, which are strings here.
  decode: (text) => text,
  encode: (text) => text,
  // Operations of pathlib.Path.
  resolve: (text) => text,
  absolute: (text) => text,
  as_posix: (text) => text,
  joinpath: (text, { args }) => joinPaths([text, ...args]),
  with_name: (text, { args: [name] }) => joinPaths([posix.dirname(text), name ?? UNKNOWN]),
});

const LIST_METHODS = methods<Value[]>({
  append: (list, { args }) => push(list, args),
  add: (list, { args }) => push(list, args),
  extend: (list, { args: [items = UNKNOWN] }) => push(list, Array.isArray(items) ? items : [UNKNOWN]),
  update: (list, { args: [items = UNKNOWN] }) => push(list, Array.isArray(items) ? items : [UNKNOWN]),
  insert: (list, { args: [, item = UNKNOWN] }) => push(list, [item]),
  copy: (list) => [...list],
});

const DICT_METHODS = methods<Map<string, Value>>({
  get: (dict, { args: [key, otherwise = null] }) =>
    typeof key === 'string' ? (dict.get(key) ?? otherwise) : UNKNOWN,
  keys: (dict) => [...dict.keys()],
  values: (dict) => [...dict.values()],
  items: (dict) => [...dict.entries()].map(([key, value]) => [key, value]),
  setdefault: (dict, { args: [key, otherwise = null] }) => {
    if (typeof key !== 'string') return UNKNOWN;
    const value = dict.get(key) ?? otherwise;
    dict.set(key, value);
    return value;
  },
  update: (dict, { args: [other], keywords }) => {
    for (const [key, value] of [...(other && isDict(other) ? other : []), ...keywords]) dict.set(key, value);
    return null;
  },
});

/** The result of a method of a known value; changes lists and dictionaries like Python. */
export function callMethod(of: Value, name: string, call: Arguments): Value {
  if (typeof of === 'string') return find(TEXT_METHODS, name)(of, call);
  if (Array.isArray(of)) return find(LIST_METHODS, name)(of, call);
  if (isDict(of)) return find(DICT_METHODS, name)(of as Map<string, Value>, call);
  return callResult(of, name);
}

function find<T>(table: ReadonlyMap<string, Method<T>>, name: string): Method<T> {
  return table.get(name) ?? (() => UNKNOWN);
}

function callResult(of: Value, name: string): Value {
  if (isKind(of, 'match')) return name === 'group' ? of.group : name === 'groups' ? [of.group] : UNKNOWN;
  if (!isKind(of, 'file')) return UNKNOWN;
  if (name === 'read') return of.text;
  return name === 'readlines' ? linesWithEnds(of.text) : UNKNOWN;
}

/** Lines with their ends, as read from a file. */
export function linesWithEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** `whole[key] = value` */
export function setItem(whole: Value, key: Value, value: Value): void {
  if (isDict(whole) && typeof key === 'string') (whole as Map<string, Value>).set(key, value);
}

/** Removes items; if that is not certain, all become unknown. */
export function removeFrom(list: Value[], items: readonly Value[], isCertain: boolean): null {
  const left = list.filter((one) => !items.includes(one));
  if (isCertain) list.splice(0, list.length, ...left);
  else list.fill(UNKNOWN);
  return null;
}

function push(list: Value[], items: readonly Value[]): Value {
  for (const item of items) if (list.length < MAX_ITEMS) list.push(item);
  return null;
}

function strip(text: string, characters: Value | undefined, side: 'start' | 'end' | 'both'): Value {
  if (typeof characters === 'string' && characters.length > MAX_PART) return UNKNOWN;
  const isStripped = (character: string | undefined) =>
    character !== undefined &&
    (typeof characters === 'string' ? characters.includes(character) : /\s/.test(character));
  let [start, end] = [0, text.length];
  while (side !== 'end' && start < end && isStripped(text[start])) start++;
  while (side !== 'start' && end > start && isStripped(text[end - 1])) end--;
  return text.slice(start, end);
}

function split(text: string, [separator, limit]: Value[]): Value {
  if (separator === undefined || separator === null) return text.split(/\s+/).filter((part) => part !== '');
  if (!isPart(separator)) return UNKNOWN;
  if (typeof limit !== 'number') return text.split(separator, MAX_ITEMS + 1);
  const parts = text.split(separator);
  return [...parts.slice(0, limit), ...(parts.length > limit ? [parts.slice(limit).join(separator)] : [])];
}

function replace(text: string, [from, to]: Value[]): Value {
  if (!isPart(from) || typeof to !== 'string') return UNKNOWN;
  const parts = text.split(from);
  return lengthOf(parts) + (parts.length - 1) * to.length > MAX_TEXT ? UNKNOWN : parts.join(to);
}

/** Whether the value is a valid search text. */
function isPart(value: Value | undefined): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PART;
}

function some(parts: Value | undefined, test: (part: string) => boolean): Value {
  const list = Array.isArray(parts) ? parts : [parts];
  return list.every((part) => typeof part === 'string') ? list.some(test) : UNKNOWN;
}

function join(separator: string, items: Value | undefined): Value {
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) return UNKNOWN;
  return lengthOf(items) + items.length * separator.length > MAX_TEXT ? UNKNOWN : items.join(separator);
}

function format(text: string, { args, keywords }: Arguments): Value {
  let [position, length] = [0, text.length];
  let isKnown = text.length < 10_000;
  const formatted = text.replace(/\{\{|\}\}|\{(\w*)\}/g, (part, name: string | undefined) => {
    if (name === undefined) return part[0] ?? '';
    const value = name === '' ? args[position++] : (keywords.get(name) ?? args[Number(name)]);
    const written = asText(value ?? UNKNOWN);
    length += lengthOf([written]);
    isKnown &&= written !== undefined && length <= MAX_TEXT;
    return isKnown && written !== undefined ? written : '';
  });
  return isKnown && !/\{[^{}]*\}/.test(text.replace(/\{\{|\}\}|\{\w*\}/g, '')) ? formatted : UNKNOWN;
}
