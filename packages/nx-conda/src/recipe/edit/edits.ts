/** A part of a text, and its replacement. Offsets in UTF-16 units, `end` not included. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** An edit, and the path of its file, as in `CheckedFile`. */
export interface FileEdit extends Edit {
  path: string;
}

/**
 * Applies all edits to the text; every other character stays.
 * @throws {RangeError} if two edits overlap, or one lies outside the text
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(
        `The edit of characters ${edit.start} to ${edit.end} overlaps another edit, or is outside the text.`,
      );
    }
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** Whether some edits conflict. Insertions at one place do not: they follow each other. */
export function overlap(edits: readonly Edit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, index) => index > 0 && edit.start < (sorted[index - 1]?.end ?? 0));
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
