import { mentionsOf } from '../../recipe/reads/mentions';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import type { VariantJson } from '../../recipe/variants/variant-json';
import { normalizeKey } from '../../recipe/template/variant-key';

/**
 * Whether the variants beside a recipe can become those of the workspace.
 * @param others all other recipes of the workspace: the new values would apply to them, too
 * @param taken keys that the shared file sets; they override those beside the recipe
 * @returns the reason if they cannot
 */
export function whyNotShared(
  { keys, left }: VariantJson,
  others: readonly ParsedRecipe[],
  { taken, shared }: { taken: ReadonlySet<string>; shared: string },
): string | undefined {
  if (left[0] !== undefined) return left[0];
  const names = Object.keys(keys).map(normalizeKey);
  const set = names.find((name) => taken.has(name));
  if (set !== undefined)
    return `${shared} also sets ${set}. The value in ${shared} overrides the value in the copied file.`;
  for (const recipe of others) {
    const { identifiers } = mentionsOf(recipe);
    const used = names.find((name) => identifiers.includes(name));
    if (used !== undefined)
      return `${recipe.file} also uses ${used}. Values in ${shared} would apply to ${recipe.file}, too.`;
  }
  return undefined;
}
