const mostNamed = 3;

/** `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`. */
export function listText(items: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const shown = items.slice(0, mostNamed);
  const more = items.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** The first file, and the number of others. */
export function filesText([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} and ${others.length} other ${plural(others, 'file', 'files')}`;
}

/** The singular or plural word for a number of items. */
export function plural(items: readonly unknown[], one: string, many: string): string {
  return items.length === 1 ? one : many;
}
