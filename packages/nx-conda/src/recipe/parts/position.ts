import { LineCounter } from 'yaml';
import { type Position, positionAt } from '../yaml/nodes';
import type { CheckedFile } from '../yaml/place';

const counters = new WeakMap<CheckedFile, LineCounter>();

/** Line and column of an offset in a file. */
export function positionIn(file: CheckedFile, offset: number): Position {
  return positionAt({ file: file.path, text: file.text, lines: linesOf(file) }, offset);
}

function linesOf(file: CheckedFile): LineCounter {
  const known = counters.get(file);
  if (known) return known;
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of file.text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  counters.set(file, lines);
  return lines;
}
