import type { Node } from 'yaml';

// Positions of list items in a text.

/**
 * The offset of an item's `-`; undefined if it is in `[ ]`, or on another line than its dash.
 * @param isNested whether another dash may precede it: `- - a`
 */
export function dashBefore(text: string, offset: number, isNested = false): number | undefined {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(line, offset);
  const pattern = isNested ? /^\s*(-[ \t]+)+$/ : /^\s*-\s+$/;
  return pattern.test(before) ? line + before.lastIndexOf('-') : undefined;
}

/** In YAML a collection ends where the next key begins; this is the end of its text. */
export function endOf(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  return start + text.slice(start, end).trimEnd().length;
}

/** The line ends of a file. */
export function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
