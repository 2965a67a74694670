import type { RecipeGeneratorOptions } from '../options.schema';
import type { PlannedRecipe } from '../plan-recipe';
import { listOf } from './list-of';
import { openRequirements } from './open-requirements';

/** That there is `--recursive`, where it would have written more; the recipe itself is there now. */
export function recursiveHint(
  { plan }: PlannedRecipe,
  platform: string,
  { directory }: RecipeGeneratorOptions,
): string[] {
  const open = openRequirements(plan, platform);
  const [first] = open;
  if (!first) return [];
  const from = first.name === first.distribution ? '' : ` --from=pypi:${first.distribution}`;
  const into = directory === undefined || directory === 'recipes' ? '' : ` --directory=${directory}`;
  const who = plan.names.channels
    ? `Nothing here provides ${listOf(open)}.`
    : `Nobody here knows whether your channels have ${listOf(open)}.`;
  return [
    `${who} With --recursive, recipes for what is missing are written too; now: nx g nx-conda:recipe ${first.name}${from}${into} --recursive`,
  ];
}
