import { isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { dashBefore, endOf, newLineOf } from './item-places';
import type { CheckedFile } from '../yaml/place';
import type { FileEdit } from './edits';

// Adds and removes list items with text edits only.

/** Removes one item; the only one leaves `[]`. */
export function removeFrom(file: CheckedFile, list: YAMLSeq, index: number): FileEdit[] {
  const { path, text } = file;
  const at = (item: unknown) => (item as Node | undefined)?.range?.[0] ?? 0;
  if (list.items.length < 2) return [{ path, start: at(list), end: endOf(text, list), text: '[]' }];
  if (index > 0) {
    const before = list.items[index - 1] as Node;
    return [{ path, start: endOf(text, before), end: endOf(text, list.items[index] as Node), text: '' }];
  }
  const startOf = (item: unknown) => (list.flow ? at(item) : dashBefore(text, at(item), true));
  const [start, end] = [startOf(list.items[0]), startOf(list.items[1])];
  if (start === undefined || end === undefined) return [];
  return [{ path, start, end, text: '' }];
}

/** Writes the only item of a list several times; empty if that may be wrong. */
export function repeatOnlyItem(file: CheckedFile, list: unknown, times: number): FileEdit[] {
  if (!isSeq(list) || list.items.length !== 1) return [];
  const [only] = list.items;
  // The text of a condition ends where the next key begins.
  if (!isScalar(only)) return [];
  const [start, end] = only.range ?? [0, 0];
  const item = file.text.slice(start, end);
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const before = list.flow ? ', ' : `${newLineOf(file.text)}${file.text.slice(line, start)}`;
  if (!list.flow && !/^\s*-\s+$/.test(before)) return [];
  return [{ path: file.path, start: end, end, text: `${before}${item}`.repeat(times - 1) }];
}

/** Wraps a list in a list; empty if that may be wrong. */
export function nest({ path, text }: CheckedFile, list: YAMLSeq): FileEdit[] {
  const [start, end] = list.range ?? [0, 0];
  if (list.flow) {
    return [
      { path, start, end: start, text: '[' },
      { path, start: end, end, text: ']' },
    ];
  }
  const dashes = list.items.map((item) => dashBefore(text, (item as Node).range?.[0] ?? 0));
  // An item may be on the line below its dash.
  if (dashes.includes(undefined)) return [];
  return dashes.map((dash = 0, index) => ({ path, start: dash, end: dash, text: index === 0 ? '- ' : '  ' }));
}
