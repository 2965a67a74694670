import type { Argument } from './read-commands';
import type { Scope } from './scope';

const MAX_VALUES = 30;

/** The variable of a `foreach`, and its values: undefined for one that is not known. */
export function loopOf(
  args: readonly Argument[],
  scope: Scope,
): { variable: string | undefined; values: (string | undefined)[] } {
  const [variable, ...words] = scope.words(args);
  const values = valuesOf(words, scope).slice(0, MAX_VALUES);
  return { variable, values: values.length > 0 ? values : [undefined] };
}

function valuesOf(words: readonly string[], scope: Scope): string[] {
  const [first, kind, ...rest] = words;
  if (first === 'IN' && kind === 'LISTS') return rest.flatMap((list) => listOf(list, scope));
  if (first === 'RANGE' || (first === 'IN' && kind === 'ZIP_LISTS')) return [];
  const items = first === 'IN' && kind === 'ITEMS' ? rest : words;
  return items.some((word) => word.includes('${')) ? [] : [...items];
}

function listOf(name: string, scope: Scope): string[] {
  return scope.get(name)?.value?.split(';') ?? [];
}
