import type { Node } from 'yaml';

// Where the items of lists are in a text.

/**
 * The offset of the `-` that an item begins with; undefined where it stands in `[ ]`, or in another line than its dash.
 * @param isNested whether another dash may stand before it: `- - a`
 */
export function dashBefore(text: string, offset: number, isNested = false): number | undefined {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(line, offset);
  const pattern = isNested ? /^\s*(-[ \t]+)+$/ : /^\s*-\s+$/;
  return pattern.test(before) ? line + before.lastIndexOf('-') : undefined;
}

/** A collection ends for YAML where the next key begins; this is where its text does. */
export function endOf(text: string, node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  return start + text.slice(start, end).trimEnd().length;
}

/** The line ends of a file. */
export function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
