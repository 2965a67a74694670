import { mentionsOf } from '../../recipe/reads/mentions';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import type { VariantJson } from '../../recipe/variants/variant-json';
import type { SharedVariants } from './shared-variants';
import { normalizeKey } from '../../recipe/template/variant-key';

/**
 * Whether the variants beside a recipe can become those of the workspace.
 * @param others all other recipes of the workspace: the new values would apply to them, too
 * @param shared the files of the workspace, whose keys override those beside the recipe
 * @returns the reason if they cannot
 */
export function whyNotShared(
  { keys, left }: VariantJson,
  others: readonly ParsedRecipe[],
  { setBy, target }: Pick<SharedVariants, 'setBy' | 'target'>,
): string | undefined {
  if (left[0] !== undefined) return left[0];
  const names = Object.keys(keys).map(normalizeKey);
  const set = names.find((name) => setBy.has(name)) ?? '';
  const by = setBy.get(set);
  if (by !== undefined)
    return `${by} also sets ${set}. The value in ${by} overrides the value in the copied file.`;
  for (const recipe of others) {
    const { identifiers } = mentionsOf(recipe);
    const used = names.find((name) => identifiers.includes(name));
    if (used !== undefined)
      return `${recipe.file} also uses ${used}. Values in ${target} would apply to ${recipe.file}, too.`;
  }
  return undefined;
}
