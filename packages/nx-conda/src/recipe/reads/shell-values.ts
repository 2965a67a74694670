/** Values of variables. */
export type ShellVariables = Readonly<Record<string, string>>;

const VARIABLE = /\$\{\{\s*(\w+)\s*\}\}|\$\{(\w+)((?::?-|%|\/)[^}]*)?\}|\$(\w+)|%(\w+)(?::~(\d+),(\d+))?%/g;

/** The value of a word; undefined if a variable is unknown. */
export function expanded(word: string, variables: ShellVariables): string | undefined {
  let isKnown = true;
  const plain = word.replace(/^(["'])([\s\S]*)\1$/, '$2');
  const text = plain.replace(VARIABLE, (...match: (string | undefined)[]) => {
    const value = valueOf(match, variables);
    if (value === undefined) isKnown = false;
    return value ?? '';
  });
  return isKnown && !/[$`%]/.test(text) ? text : undefined;
}

function valueOf(
  [, template, braced, change = '', bare, percent, from, length]: readonly (string | undefined)[],
  variables: ShellVariables,
): string | undefined {
  // Batch files do not distinguish case.
  const value = variables[template ?? braced ?? bare ?? percent?.toLowerCase() ?? ''];
  if (value === undefined) return undefined;
  return length === undefined ? changedBy(value, change) : value.slice(Number(from)).slice(0, Number(length));
}

/** `%%.*` leaves the part before the first dot, `%.*` the part before the last; `/./` and `//./` remove dots. */
function changedBy(value: string, change: string): string | undefined {
  if (change === '' || /^:?-/.test(change)) return value;
  if (change === '%%.*') return value.split('.')[0];
  if (change === '%.*') return value.includes('.') ? value.slice(0, value.lastIndexOf('.')) : value;
  if (change === '//./' || change === '//.') return value.replaceAll('.', '');
  return change === '/./' || change === '/.' ? value.replace('.', '') : undefined;
}
