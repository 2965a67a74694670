import { readFileSync } from 'node:fs';
import { mentionsOf, type Mentions } from '../../recipe/reads/mentions';
import { parseRecipe } from '../../recipe/read/parse';
import type { CondaTask } from '../task';
import { ExplainedError } from '../../explained-error';

/**
 * Stops before rattler-build is started where a build cannot succeed.
 * @throws RecipeError for a recipe.yaml that is no v1 recipe; ExplainedError for a build cycle.
 */
export function buildableRecipe({ recipe, recipePath, conda }: CondaTask): Mentions {
  const parsed = parseRecipe(readFileSync(recipe, 'utf8'), recipePath);
  if (conda.cycle) {
    const { path, requirements } = conda.cycle;
    const where = requirements.map((step) => `\n  ${step}`).join('');
    throw new ExplainedError(`These projects need each other to be built: ${path.join(' → ')}.${where}`, [
      'Move a requirement that is needed only at run time from host or build to run.',
      'Or split a recipe: one that others need to build, and one that needs them.',
    ]);
  }
  return mentionsOf(parsed);
}
