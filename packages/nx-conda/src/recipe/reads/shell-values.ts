/** Values of variables. */
export type ShellVariables = Readonly<Record<string, string>>;

const VARIABLE = /\$\{\{\s*(\w+)\s*\}\}|\$\{(\w+)((?::?-|%|\/)[^}]*)?\}|\$(\w+)|%(\w+)%/g;

/** The value of a word; undefined if a variable is unknown. */
export function expanded(word: string, variables: ShellVariables): string | undefined {
  let isKnown = true;
  const plain = word.replace(/^(["'])([\s\S]*)\1$/, '$2');
  const text = plain.replace(VARIABLE, (...match: (string | undefined)[]) => {
    const [, template, braced, change = '', bare, percent] = match;
    const value = variables[template ?? braced ?? bare ?? percent ?? ''];
    const changed = value === undefined ? undefined : changedBy(value, change);
    if (changed === undefined) isKnown = false;
    return changed ?? '';
  });
  return isKnown && !/[$`%]/.test(text) ? text : undefined;
}

/** `%%.*` leaves the part before the first dot, `%.*` the part before the last; `/./` and `//./` remove dots. */
function changedBy(value: string, change: string): string | undefined {
  if (change === '' || /^:?-/.test(change)) return value;
  if (change === '%%.*') return value.split('.')[0];
  if (change === '%.*') return value.includes('.') ? value.slice(0, value.lastIndexOf('.')) : value;
  if (change === '//./' || change === '//.') return value.replaceAll('.', '');
  return change === '/./' || change === '/.' ? value.replace('.', '') : undefined;
}
