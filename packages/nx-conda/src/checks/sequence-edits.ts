import { isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { CheckedFile, FileEdit } from './finding';

// How items are added to a list and taken out by edits of the text alone.

/** Takes one item out; the only one leaves `[]`. */
export function removeFrom(file: CheckedFile, list: YAMLSeq, index: number): FileEdit[] {
  const { path, text } = file;
  const at = (item: unknown) => (item as Node | undefined)?.range?.[0] ?? 0;
  if (list.items.length < 2) return [{ path, start: at(list), end: endOf(text, list), text: '[]' }];
  if (index > 0) {
    const before = list.items[index - 1] as Node;
    return [{ path, start: endOf(text, before), end: endOf(text, list.items[index] as Node), text: '' }];
  }
  const start = list.flow ? at(list.items[0]) : dashOf(text, at(list.items[0]));
  const end = list.flow ? at(list.items[1]) : dashOf(text, at(list.items[1]));
  return [{ path, start, end, text: '' }];
}

/** Writes the only item of a list several times; empty where that is not certain to be right. */
export function repeatOnlyItem(file: CheckedFile, list: unknown, times: number): FileEdit[] {
  if (!isSeq(list) || list.items.length !== 1) return [];
  const [only] = list.items;
  // Of a condition the text ends where the next key begins.
  if (!isScalar(only)) return [];
  const [start, end] = only.range ?? [0, 0];
  const item = file.text.slice(start, end);
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const newLine = file.text.includes('\r\n') ? '\r\n' : '\n';
  const before = list.flow ? ', ' : `${newLine}${file.text.slice(line, start)}`;
  if (!list.flow && !/^\s*-\s+$/.test(before)) return [];
  return [{ path: file.path, start: end, end, text: `${before}${item}`.repeat(times - 1) }];
}

/** Puts a list into a list of its own. */
export function nest({ path, text }: CheckedFile, list: YAMLSeq): FileEdit[] {
  const [start, end] = list.range ?? [0, 0];
  if (list.flow) {
    return [
      { path, start, end: start, text: '[' },
      { path, start: end, end, text: ']' },
    ];
  }
  return list.items.map((item, index) => {
    const at = dashOf(text, (item as Node).range?.[0] ?? 0);
    return { path, start: at, end: at, text: index === 0 ? '- ' : '  ' };
  });
}

function dashOf(text: string, offset: number): number {
  return text.lastIndexOf('-', offset - 1);
}

/** A collection ends for YAML where the next key begins; this is where its text does. */
function endOf(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  return start + text.slice(start, end).trimEnd().length;
}
