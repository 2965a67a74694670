import type { Expression } from './syntax';

const MAX_PARTS = 2000;

/**
 * The parts of an f-string.
 * @param text between its quotes
 * @param read reads the text of a value: `name!r:>{width}`
 */
export function readFormat(text: string, read: (text: string) => Expression): Expression[] {
  const parts: Expression[] = [];
  let [constant, at] = ['', 0];
  while (at < text.length) {
    if (parts.length > MAX_PARTS) return [...parts, { kind: 'unknown' }];
    const character = text[at] ?? '';
    const isDouble = text[at + 1] === character;
    if (character !== '{' || isDouble) {
      constant += character;
      at += /[{}]/.test(character) && isDouble ? 2 : 1;
      continue;
    }
    const end = endOfValue(text, at + 1);
    parts.push({ kind: 'constant', value: constant }, read(text.slice(at + 1, end)));
    [constant, at] = ['', end + 1];
  }
  parts.push({ kind: 'constant', value: constant });
  return parts.filter(isPart);
}

function isPart(part: Expression): boolean {
  return part.kind !== 'constant' || part.value !== '';
}

/** The place of the `}`, after braces inside and strings. */
function endOfValue(text: string, start: number): number {
  let [depth, quote] = [1, ''];
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  return text.length;
}
