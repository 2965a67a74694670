const QUOTE = /'''|"""|'|"/y;
const MAX_NESTED = 10;
/** Longer ones end at the first quote, as before Python 3.12. */
const MAX_LENGTH = 2000;

/** A string, and the braces around a place in its values. */
interface Open {
  quote: string;
  isFormat: boolean;
  braces: number;
}

/**
 * Where an f-string ends: since Python 3.12, a value in its braces may contain the same quotes, and line ends.
 * @returns undefined if it does not end, or if braces and quotes do not match
 */
export function endOfFormat(source: string, start: number, quote: string): number | undefined {
  const open: Open[] = [{ quote, isFormat: true, braces: 0 }];
  const last = Math.min(source.length, start + MAX_LENGTH);
  for (let at = start; at < last;) {
    const [inner] = open.slice(-1);
    if (!inner || open.length > MAX_NESTED) return undefined;
    const isEnd = inner.braces === 0 && source.startsWith(inner.quote, at);
    if (isEnd && open.length === 1) return at;
    if (isEnd) open.pop();
    const length = isEnd ? inner.quote.length : goOn(source, at, open);
    if (length === 0) return undefined;
    at += length;
  }
  return undefined;
}

/** @returns the number of characters; 0 if the string does not end */
function goOn(source: string, at: number, open: Open[]): number {
  const [inner] = open.slice(-1);
  if (!inner) return 0;
  return inner.braces > 0 ? stepInValue(source, at, open) : step(source, at, inner);
}

/** Goes on in the text of a string. */
function step(source: string, at: number, inner: Open): number {
  const character = source[at];
  if (character === '\\') return 2;
  if (character === '\n' && inner.quote.length === 1) return 0;
  if (character !== '{' || !inner.isFormat) return 1;
  if (source[at + 1] === '{') return 2;
  inner.braces = 1;
  return 1;
}

/** Goes on in a value: a string may begin. */
function stepInValue(source: string, at: number, open: Open[]): number {
  QUOTE.lastIndex = at;
  const quote = QUOTE.exec(source)?.[0];
  const [inner] = open.slice(-1);
  if (inner && source[at] === '{') inner.braces++;
  if (inner && source[at] === '}') inner.braces--;
  if (quote === undefined) return 1;
  open.push({ quote, isFormat: /f/i.test(source.slice(at - 2, at)), braces: 0 });
  return quote.length;
}
