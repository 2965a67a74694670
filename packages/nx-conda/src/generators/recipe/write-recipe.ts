import { cmakeRecipe } from './kinds/cmake';
import { cudaExtensionRecipe } from './kinds/cuda-extension';
import { headerOnlyRecipe } from './kinds/header-only';
import { metaRecipe } from './kinds/meta';
import { pythonRecipe } from './kinds/python';
import { researchRecipe } from './kinds/research';
import type { RecipePlan } from './plan';
import type { RecipeKind } from './recipe-kind';
import { type RecipeBody, recipeText } from './recipe-text';

const BODIES: Readonly<Record<RecipeKind, (plan: RecipePlan) => RecipeBody>> = {
  python: pythonRecipe,
  'cuda-extension': cudaExtensionRecipe,
  cmake: cmakeRecipe,
  research: researchRecipe,
  'header-only': headerOnlyRecipe,
  meta: metaRecipe,
};

/** The text of recipe.yaml. */
export function writeRecipe(plan: RecipePlan): string {
  return recipeText(plan, BODIES[plan.kind](plan));
}
