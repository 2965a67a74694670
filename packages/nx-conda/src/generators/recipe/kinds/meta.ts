import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { requirementList, requirementLines } from '../requirements/requirement-lines';
import { Remark } from '../text/yaml-value';

/** A package that only has requirements. */
export function metaRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const lines = requirementLines(python.requires, {
    names: plan.names,
    isNoarch: true,
    oldestPython: undefined,
  });
  const todo = new Remark(['TODO: list the requirements of this package, for example:', '- numpy >=1.26']);
  return {
    build: { noarch: 'generic' },
    requirements: { run: lines.length > 0 ? requirementList(lines) : [todo] },
    tests: [],
    hasSource: false,
  };
}
