/** The start of a here-document: `<<EOF`, and `<<-EOF`, whose lines may be indented with tabs. */
export interface HereDocument {
  delimiter: string;
  stripped: boolean;
}

/**
 * Where the body of a here-document stops, and where the next line begins; the end of the text if its delimiter is missing.
 * @param start of the body
 */
export function endOfDocument(
  text: string,
  start: number,
  { delimiter, stripped }: HereDocument,
): { stop: number; next: number } {
  let at = start;
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end).replace(/\r$/, '');
    if ((stripped ? line.replace(/^\t+/, '') : line) === delimiter)
      return { stop: at, next: Math.min(end + 1, text.length) };
    at = end + 1;
  }
  return { stop: text.length, next: text.length };
}
