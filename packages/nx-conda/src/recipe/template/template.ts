/** Words that are not variables. */
const keywords = new Set(
  'and or not in is if else elif for endif true false none True False None'.split(' '),
);

/** How far to look around a name; more whitespace than this only adds a name too many. */
const window = 16;

/** True if rattler-build would render the text. */
export function isTemplate(text: string): boolean {
  return text.includes('${{');
}

/** The inside of every `${{ ... }}` and every `{% ... %}`. */
export function expressionsIn(text: string): string[] {
  if (!isTemplate(text)) return [];
  const parts = split(text);
  const blocks = parts.flatMap((part) => (part.isExpression ? [] : blocksIn(part.text)));
  return [...parts.filter((part) => part.isExpression).map((part) => part.text), ...blocks];
}

/** The expression, if the whole text is one `${{ ... }}`: such a template keeps the value's type. */
export function wholeExpression(text: string): string | undefined {
  const [only, ...others] = split(text.trim());
  return only?.isExpression && others.length === 0 ? only.text : undefined;
}

/**
 * The text with the delimiters of Jinja instead of rattler-build's, for an engine with fixed delimiters: `${{ a }} {{ b
 * }}` becomes `{{ a }} {{ "{{" }} b }}`.
 */
export function toJinja(text: string): string {
  return split(text)
    .map((part) => (part.isExpression ? `{{${part.text}}}` : part.text.replaceAll('{{', '{{ "{{" }}')))
    .join('');
}

/** The text up to the first whitespace or comparison outside of `${{ }}`. */
export function firstWord(text: string): string {
  let word = '';
  for (const part of split(text.trim())) {
    const end = part.isExpression ? -1 : part.text.search(/[\s=<>!~]/);
    if (end >= 0) return word + part.text.slice(0, end);
    word += part.isExpression ? `\${{${part.text}}}` : part.text;
  }
  return word;
}

/** The text with every `${{ ... }}` replaced. */
export function replaceExpressions(text: string, replacement: string): string {
  return split(text)
    .map((part) => (part.isExpression ? replacement : part.text))
    .join('');
}

/** The unique names of variables and functions in an expression, in order. */
export function identifiersIn(expression: string): string[] {
  const bare = withoutStrings(expression);
  const found = new Set<string>();
  for (const match of bare.matchAll(/[A-Za-z_]\w*/g)) {
    const before = bare.slice(Math.max(0, match.index - window), match.index);
    const after = bare.slice(match.index + match[0].length).slice(0, window);
    if (!keywords.has(match[0]) && isVariable(before, after)) found.add(match[0]);
  }
  return [...found];
}

/** The string literals in an expression, in order. */
export function stringsIn(expression: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < expression.length; at++) {
    if (!isQuote(expression[at])) continue;
    const end = endOfString(expression, at);
    found.push(expression.slice(at + 1, end - 1));
    at = end - 1;
  }
  return found;
}

/** Attributes, filters, tests, keyword arguments and the tail of a number are not variables. */
function isVariable(before: string, after: string): boolean {
  return !/\w$|[.|]\s*$|\bis\s+(not\s+)?$/.test(before) && !/^\s*=(?!=)/.test(after);
}

interface Part {
  text: string;
  isExpression: boolean;
}

function split(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('${{', at);
    const end = start < 0 ? -1 : endOfExpression(text, start + 3);
    if (end < 0) break;
    if (start > at) parts.push({ text: text.slice(at, start), isExpression: false });
    parts.push({ text: text.slice(start + 3, end), isExpression: true });
    at = end + 2;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isExpression: false });
  return parts;
}

/** The offset of the `}}` that closes an expression, or -1. */
function endOfExpression(text: string, from: number): number {
  // A dictionary in a dictionary ends with the same two characters.
  let open = 0;
  for (let at = from; at < text.length; at++) {
    if (isQuote(text[at])) at = endOfString(text, at) - 1;
    else if (open === 0 && text.startsWith('}}', at)) return at;
    else if (text[at] === '{') open++;
    else if (text[at] === '}' && open > 0) open--;
  }
  return -1;
}

/** The offset after the string literal that starts at `from`. */
export function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[from]) return at + 1;
  }
  return text.length;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** The expression with every string literal emptied. */
export function withoutStrings(expression: string): string {
  let bare = '';
  for (let at = 0; at < expression.length; at++) {
    if (isQuote(expression[at])) {
      at = endOfString(expression, at) - 1;
      bare += '""';
    } else bare += expression[at];
  }
  return bare;
}

function blocksIn(text: string): string[] {
  return text
    .split('{%')
    .slice(1)
    .map((block) => block.split('%}')[0] ?? '');
}
