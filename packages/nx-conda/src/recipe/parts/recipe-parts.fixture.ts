import { parseRecipeToEdit } from './parse';
import { Scope } from './scope';
import { parseVariants } from '../variants/variants';
import { levelsOf } from './outputs';
import { requirementItems } from './requirement-items';
import { scriptsOf } from './scripts';

/** The last line of a recipe that a test gives no name. */
const NAME = 'package: {name: a}\n';

/** The recipe, with a name. */
export function named(recipe: string): string {
  return /(^|[{ ,])(package|recipe|outputs):/m.test(recipe) ? recipe : `${recipe}${NAME}`;
}

/** Removes the name that `named` added. */
export function unnamed(recipe: string): string {
  return recipe.endsWith(NAME) ? recipe.slice(0, -NAME.length) : recipe;
}

/**
 * A recipe and its parts, each with its position.
 * @param besides files beside the recipe, by name
 * @param variants the text of a variant file
 */
export function recipeParts(recipe: string, besides: Record<string, string> = {}, variants = '') {
  const file = { path: 'recipes/a/recipe.yaml', text: named(recipe) };
  const parsed = parseRecipeToEdit(file.text, file.path);
  const levels = levelsOf(parsed);
  const files = Object.entries(besides).map(
    ([name, text]) => [name, { path: `recipes/a/${name}`, text }] as const,
  );
  const surroundings = { besides: new Map(files), platform: 'linux-64' };
  return {
    ...{ recipe: parsed, file, levels },
    items: requirementItems(levels, new Scope(parsed, parseVariants(variants, 'variants.yaml'))),
    scripts: scriptsOf(parsed, levels, file, surroundings),
  };
}
