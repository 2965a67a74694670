// Makes untrusted text safe for a recipe: a value is never code, and a comment stays on its line.

/** Line ends, control characters, and invisible or text-reversing characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** On one line, without control characters, cut at the limit. */
export function oneLine(text: string, limit = 300): string {
  // Metadata may be megabytes long: cut it first.
  const line = text
    .slice(0, limit * 4)
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/**
 * The text as a value that rattler-build renders to the same text. rattler-build evaluates `{%` and `{#` only if the
 * text also has a `${{` (0.74).
 */
export function literal(text: string): string {
  if (!text.includes('${{')) return text;
  return text.replace(/\$\{\{|\{(?=[%#])/g, (start) => `\${{ "${start}" }}`);
}

/** Whether a path from a source is safe: below its folder, and usable in a script without quotes. */
export function isPlainPath(path: string): boolean {
  const isHarmless = /^[A-Za-z0-9_][\w.+-]*(\/[A-Za-z0-9_.][\w.+-]*)*$/.test(path) && path.length <= 200;
  return isHarmless && !path.split('/').some((part) => part === '.' || part === '..');
}
