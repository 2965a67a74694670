import { globWithWorkspaceContext } from '../nx';

export const RECIPES = '**/recipe.yaml';

/**
 * The recipes that are projects. Without a .gitignore, build outputs and installed packages may contain recipes.
 * @param files all recipe.yaml files.
 */
export async function includedRecipes(
  files: readonly string[],
  exclude: string[],
  workspaceRoot: string,
): Promise<string[]> {
  const sources = files.filter((file) => !/(^|\/)(node_modules|dist)\//.test(file));
  if (exclude.length === 0) return sources.sort();
  const included = new Set(await globWithWorkspaceContext(workspaceRoot, [RECIPES], exclude));
  return sources.filter((file) => included.has(file)).sort();
}
