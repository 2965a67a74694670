import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Settings } from '../options';
import { mentionsOf, type Mentions } from '../recipe/mentions';
import { parseRecipe, RecipeError, type ParsedRecipe } from '../recipe/parse';
import { readTargetOptions } from './project-file';

/** A recipe.yaml of the workspace, read but not yet understood by rattler-build. */
export interface RecipeSource {
  /** Its folder, relative to the workspace root, `/` separated; `.` for the root itself. */
  root: string;
  /** recipe.yaml, relative to the workspace root. */
  path: string;
  /** Undefined where the file is no v1 recipe. */
  recipe?: ParsedRecipe;
  /** Why there is no recipe; the build says it in full. */
  problem?: string;
  mentions: Mentions;
  /** The plugin's settings with what the project.json beside the recipe changes. */
  settings: Settings;
}

const NO_MENTIONS: Mentions = {
  identifiers: [],
  environment: [],
  files: [],
  experimental: false,
  usesGit: false,
  loadsFiles: false,
};

/** Reads all recipes; a broken one is kept with its problem and disturbs no other. */
export async function readRecipes(
  paths: readonly string[],
  workspaceRoot: string,
  settings: Settings,
): Promise<RecipeSource[]> {
  return Promise.all(paths.map((path) => readSource(path, workspaceRoot, settings)));
}

async function readSource(path: string, workspaceRoot: string, shared: Settings): Promise<RecipeSource> {
  const root = posix.dirname(path);
  const settings = await projectSettings(join(workspaceRoot, root), shared);
  try {
    const recipe = parseRecipe(await readFile(join(workspaceRoot, path), 'utf8'), path);
    return { root, path, settings, recipe, mentions: mentionsOf(recipe) };
  } catch (error) {
    // Whatever a file holds, it must not take the graph down.
    const problem = error instanceof RecipeError ? error.message : String(error);
    return { root, path, settings, problem, mentions: NO_MENTIONS };
  }
}

/** A project may set the options of its build target itself: the graph must see the same variants and platform. */
async function projectSettings(folder: string, shared: Settings): Promise<Settings> {
  if (!shared.targets.build) return shared;
  const options = await readTargetOptions(folder, shared.targets.build.name);
  const { variants, targetPlatform } = options as Partial<Settings>;
  return { ...shared, ...(variants && { variants }), ...(targetPlatform && { targetPlatform }) };
}
