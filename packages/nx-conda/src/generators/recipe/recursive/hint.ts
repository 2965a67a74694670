import type { RecipeGeneratorOptions } from '../options.schema';
import type { PlannedRecipe } from '../plan-recipe';
import { listOf, openRequirements } from './open-requirements';

/** Suggests `--recursive` if it would write more recipes. */
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
    ? `Neither the workspace nor its channels have ${listOf(open)}.`
    : `It is unknown whether your channels have ${listOf(open)}.`;
  const what =
    open.length > 1
      ? `To write recipes for these packages, begin with ${first.name} and its missing requirements: run`
      : `To write recipes for ${first.name} and its missing requirements, run`;
  return [`${who} ${what} nx g nx-conda:recipe ${first.name}${from}${into} --recursive`];
}
