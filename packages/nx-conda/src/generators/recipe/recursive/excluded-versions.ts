import { allowsVersion } from '../../../source/requirements/python-constraint';
import type { PlannedRecipe } from '../plan-recipe';
import { oneLine } from '../text/untrusted-text';
import type { Demands } from './demands';
import { chosenNames } from './names-of';

/** Requirements that exclude a recipe's version: they were found after the recipe was planned. */
export function excludedVersions({ target, plan }: PlannedRecipe, demands: Demands): string[] {
  const { version } = plan.facts;
  if (version === undefined) return [];
  const lines = chosenNames(plan)
    .flatMap((name) => demands.of(name))
    .filter(({ constraint }) => constraint !== '' && !allowsVersion(constraint, version))
    .map(({ constraint, requiredBy }) => {
      const wanted = oneLine(constraint, 100);
      return `${target.folder}/recipe.yaml: ${requiredBy} requires ${wanted}, which excludes ${version}.`;
    });
  return [...new Set(lines)];
}
