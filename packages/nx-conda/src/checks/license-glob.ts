/** Longer patterns are not read. */
const LONGEST = 200;

/**
 * Whether a path matches a pattern of `license_file` (rattler-build 0.74): `*` also matches `/`, and a folder stands
 * for everything in it. Patterns that are too long or not valid match everything.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  // Many stars would make the search slow.
  if (plain.length > LONGEST || plain.split('*').length > 8) return true;
  try {
    return new RegExp(`^${expressionOf(plain)}(/.*)?$`).test(path);
  } catch {
    // Not a valid class: `[z-a]`.
    return true;
  }
}

function expressionOf(pattern: string): string {
  return pattern.replace(/\*\*\/|\*+|\?|\[!?[^\]]*\]|\{[^}]*\}|[.+^$()|\\{}[\]]/g, (part) => {
    if (part === '**/') return '(.*/)?';
    if (part.startsWith('*')) return '.*';
    if (part === '?') return '.';
    if (part.length > 2 && part.startsWith('[')) return part.replace('[!', '[^').replaceAll('\\', '\\\\');
    if (part.length > 2 && part.startsWith('{'))
      return `(${part.slice(1, -1).split(',').map(expressionOf).join('|')})`;
    return `\\${part}`;
  });
}
