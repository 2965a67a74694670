/** A part of a word of a script. */
export type WordPart =
  | { kind: 'text'; text: string }
  /** `$NAME`, `${NAME...}` with what follows the name, `%NAME%`. */
  | { kind: 'variable'; name: string; modifier: string }
  /** `$(...)` or the same in backticks. */
  | { kind: 'command'; text: string }
  /** `${{ ... }}` */
  | { kind: 'template'; text: string }
  /** `{a,b}` */
  | { kind: 'choices'; texts: string[] }
  /** `*`, `?`, `[`, `~`, arithmetic: text that the shell generates. */
  | { kind: 'unknown' };

/** A text in which only the templates of rattler-build are special: it replaces them before a shell reads the text. */
export function readTexts(text: string): WordPart[] {
  if (!text.includes('${{')) return [{ kind: 'text', text }];
  return text
    .split(/(\$\{\{[^{}]{0,500}\}\})/)
    .map((piece) => ({ kind: piece.startsWith('${{') ? 'template' : 'text', text: piece }));
}
