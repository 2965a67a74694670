const closing: Record<string, string> = { '(': ')', '{': '}' };

/** Where the bracket at `from` closes, skipping quotes and nested brackets; -1 if it does not. */
export function bracketEnd(text: string, from: number): number {
  const open = text[from] ?? '';
  const close = closing[open];
  // Quotes in `${...}` come in pairs or not at all.
  const quotes = open === '(' ? '"\'' : '';
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (quotes.includes(character)) at = quoteEnd(text, at);
    else if (character === open) depth++;
    else if (character === close && --depth === 0) return at;
  }
  return -1;
}

function quoteEnd(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
