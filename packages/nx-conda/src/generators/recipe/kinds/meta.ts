import { pythonFactsOf, type RecipePlan } from '../plan';
import type { RecipeBody } from '../recipe-text';
import { requirementList, requirementLines } from '../requirements/requirement-lines';
import { noted, Remark } from '../text/yaml-value';
import { differentRequirements, notNoarch } from './python';

/** A package that only has requirements. */
export function metaRecipe(plan: RecipePlan): RecipeBody {
  const python = pythonFactsOf(plan);
  const different = differentRequirements(plan, python);
  const isNoarch = different.length === 0;
  const lines = requirementLines(python.requires, { names: plan.names, isNoarch, oldestPython: undefined });
  const todo = new Remark(['TODO: list the requirements of this package, for example:', '- numpy >=1.26']);
  return {
    build: isNoarch ? { noarch: 'generic' } : { number: noted(notNoarch(different), 0) },
    requirements: { run: lines.length > 0 ? requirementList(lines) : [todo] },
    tests: [],
    hasSource: false,
  };
}
