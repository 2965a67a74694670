import type { Node } from 'yaml';

/** A checked file. */
export interface CheckedFile {
  /** Relative to the workspace root if inside, otherwise absolute. */
  path: string;
  text: string;
}

/** A part of a file. Offsets in UTF-16 units, `end` not included. */
export interface Place {
  file: CheckedFile;
  start: number;
  end: number;
}

/** The place of a node of a file. */
export function placeOf({ file }: { file: CheckedFile }, node: Node): Place {
  const [start, end] = node.range ?? [0, 0];
  return { file, start, end };
}

/** The offset of a line and a column, both 1-based. */
export function offsetAt({ text }: CheckedFile, line: number, column: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(start + column - 1, text.length);
}
