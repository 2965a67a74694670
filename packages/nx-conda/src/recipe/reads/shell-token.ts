import type { WordPart } from './word-parts';

export interface ShellWord {
  parts: WordPart[];
  /** In UTF-16 units of the text. */
  offset: number;
}

/** A word, an operator such as `;`, `|`, `>`, `(`, or the body of a here-document. */
export type ShellToken =
  | { kind: 'word'; word: ShellWord }
  | { kind: 'operator'; operator: string; offset: number }
  | { kind: 'document'; text: string; offset: number };
