import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { isIn } from '../folder-settings';
import { closestName } from '../knowledge/closest-name';
import type { Settings } from '../options';
import { includedRecipes, RECIPES } from './included-recipes';
import { globWithWorkspaceContext } from '../nx';
import { submodulesOf } from './submodules';

/**
 * The options of such a folder have no effect, and recipes that they are meant for get other options.
 * @throws ExplainedError if a folder of the option `folders` is missing, or no recipe in it is a project.
 */
export async function refuseFoldersWithoutRecipes(
  { folders, exclude }: Pick<Settings, 'folders' | 'exclude'>,
  workspaceRoot: string,
): Promise<void> {
  const named = Object.keys(folders);
  if (named.length === 0) return;
  const files = await globWithWorkspaceContext(workspaceRoot, [RECIPES]);
  const recipes = await includedRecipes(files, exclude, workspaceRoot);
  // Another warning names submodules that are not checked out.
  const absent = submodulesOf(workspaceRoot).filter(({ isCheckedOut }) => !isCheckedOut);
  const isAbsent = (folder: string) => absent.some(({ path }) => isIn(path, folder) || isIn(folder, path));
  const [empty] = named.filter(
    (folder) => !recipes.some((recipe) => isIn(folder, recipe)) && !isAbsent(folder),
  );
  if (empty === undefined) return;
  const isThere = existsSync(join(workspaceRoot, empty));
  const close = closestName(empty, [...new Set(recipes.flatMap(foldersAround))]);
  throw new ExplainedError(
    `The option "folders" of nx-conda in nx.json names ${empty}, but ${isThere ? 'no recipe in this folder is a project' : 'this folder does not exist'}.`,
    [
      ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      'Write the folder relative to the workspace root. Patterns like * do not work.',
      ...(isThere ? ['If the option "exclude" excludes these recipes, change "exclude".'] : []),
      `If there is no recipe for these options, remove ${empty} from "folders".`,
    ],
  );
}

function foldersAround(recipe: string): string[] {
  const parts = recipe.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
