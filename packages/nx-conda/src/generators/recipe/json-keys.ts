import { isMap, isScalar, parseDocument } from 'yaml';
import { applyEdits } from '../../recipe/edit/edits';

/**
 * A JSON object with keys added at its end; every other character stays.
 * @returns undefined if the text is not a JSON object
 */
export function addJsonKeys(text: string, keys: Readonly<Record<string, unknown>>): string | undefined {
  const additions = Object.entries(keys);
  if (text.trim() === '') return addJsonKeys('{}\n', keys);
  if (!isJsonObject(text)) return undefined;
  if (additions.length === 0) return text;
  // In JSON, only white space can follow the last bracket.
  const close = text.lastIndexOf('}');
  const before = text.slice(0, close).trimEnd();
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const isEmpty = /^\uFEFF?\s*\{$/.test(before);
  const isOneLine = !isEmpty && !before.includes('\n');
  const indent = isOneLine ? ' ' : newLine + indentOf(text);
  const lines = additions
    .map(([key, value]) => `${indent}${JSON.stringify(key)}: ${jsonOf(value)}`)
    .join(',');
  const gap = isOneLine ? text.slice(before.length, close) : newLine;
  const added = `${isEmpty ? '' : ','}${lines}${gap}`;
  return applyEdits(text, [{ start: before.length, end: close, text: added }]);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Formats short lists like Prettier. */
function jsonOf(value: unknown): string {
  return Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
}

/** The white space before the first key. */
function indentOf(text: string): string {
  const { contents } = parseDocument(text);
  const first = isMap(contents) ? contents.items[0]?.key : undefined;
  const start = isScalar(first) ? (first.range?.[0] ?? 0) : 0;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return start > 0 && /^[ \t]+$/.test(line) ? line : '  ';
}
