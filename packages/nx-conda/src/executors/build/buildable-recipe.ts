import { readFileSync } from 'node:fs';
import { mentionsOf, type Mentions } from '../../recipe/reads/mentions';
import { parseRecipe } from '../../recipe/parts/parse';
import type { CondaTask } from '../task';
import { ExplainedError } from '../../explained-error';

/**
 * Throws before rattler-build starts if a build cannot succeed.
 * @throws RecipeError if recipe.yaml is not a v1 recipe; ExplainedError for a build cycle.
 */
export function buildableRecipe({ recipe, recipePath, conda }: CondaTask): Mentions {
  const parsed = parseRecipe(readFileSync(recipe, 'utf8'), recipePath);
  if (conda.cycle) {
    const { path, requirements } = conda.cycle;
    const where = requirements.map((step) => `\n  ${step}`).join('');
    throw new ExplainedError(`These projects form a build cycle: ${path.join(' → ')}.${where}`, [
      'Move requirements that are needed only at run time from host or build to run.',
      'Or split one of the recipes into two: one with the packages that the other projects require, and one with the packages that require the other projects.',
    ]);
  }
  return mentionsOf(parsed);
}
