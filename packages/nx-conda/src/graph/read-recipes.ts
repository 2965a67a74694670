import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { normalizePath, type Settings } from '../options';
import { parseRecipe, RecipeError, type ParsedRecipe } from '../recipe/parse';
import { parseVariants, type VariantConfig } from '../recipe/variants';
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
  /** The variant file beside the recipe, which rattler-build reads by itself; empty where there is none. */
  ownVariants: VariantConfig;
  ownVariantsText: string;
  /** The plugin's settings with what the project.json beside the recipe changes. */
  settings: Settings;
}

const NO_VARIANTS: VariantConfig = { values: {}, zipKeys: [] };

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
    return { root, path, settings, recipe, ...(await readOwnVariants(join(workspaceRoot, root))) };
  } catch (error) {
    // Whatever a file holds, it must not take the graph down.
    const problem = error instanceof RecipeError ? error.message : String(error);
    return { root, path, settings, problem, ownVariants: NO_VARIANTS, ownVariantsText: '' };
  }
}

/**
 * `conda_build_config.yaml` counts only where there is no `variants.yaml` (rattler-build 0.74). A broken file counts as
 * empty: the recipe still has edges, and the build says what is wrong.
 */
async function readOwnVariants(
  folder: string,
): Promise<Pick<RecipeSource, 'ownVariants' | 'ownVariantsText'>> {
  for (const name of ['variants.yaml', 'conda_build_config.yaml']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return { ownVariants: parseOrEmpty(text, name), ownVariantsText: text };
  }
  return { ownVariants: NO_VARIANTS, ownVariantsText: '' };
}

function parseOrEmpty(text: string, name: string): VariantConfig {
  try {
    return parseVariants(text, name);
  } catch {
    return NO_VARIANTS;
  }
}

/** A project may set the options of its build target itself: the graph must see the same variants and platform. */
async function projectSettings(folder: string, shared: Settings): Promise<Settings> {
  if (!shared.targets.build) return shared;
  const options = await readTargetOptions(folder, shared.targets.build.name);
  const { variants, targetPlatform } = options;
  return {
    ...shared,
    ...(isTexts(variants) && { variants: variants.map(normalizePath) }),
    ...(typeof targetPlatform === 'string' && { targetPlatform }),
  };
}

/** Nx checks options against the schema only when the target runs: here anything may stand. */
function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
