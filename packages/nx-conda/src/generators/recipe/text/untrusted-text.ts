// What others have written, made fit for a recipe: a value is never code there, and a comment stays on its line.

/** Line ends, control characters, and those that turn text around or cannot be seen. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** On one line, without control characters, cut where it is longer than anybody reads. */
export function oneLine(text: string, limit = 300): string {
  // Metadata may be megabytes long: cut before anything looks at it.
  const line = text
    .slice(0, limit * 4)
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/**
 * The text as a value that rattler-build renders to the very same text. It looks for `{%` and `{#` only where there is
 * a `${{` as well (0.74).
 */
export function literal(text: string): string {
  if (!text.includes('${{')) return text;
  return text.replace(/\$\{\{|\{(?=[%#])/g, (start) => `\${{ "${start}" }}`);
}

/** Whether a name from a source can be a part of a path below its folder, and of a script, without quotes. */
export function isPlainPath(path: string): boolean {
  const isHarmless = /^[A-Za-z0-9_][\w.+-]*(\/[A-Za-z0-9_.][\w.+-]*)*$/.test(path) && path.length <= 200;
  return isHarmless && !path.split('/').some((part) => part === '.' || part === '..');
}
