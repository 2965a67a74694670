import { posix } from 'node:path';
import {
  createProjectGraphAsync,
  type ProjectConfiguration,
  readProjectsConfigurationFromProjectGraph,
  type Tree,
} from '@nx/devkit';
import { type CondaMetadata, condaMetadata } from '../graph/conda-metadata';
import { machinePlatform } from '../graph/machine-platform';
import { BUILD_EXECUTOR } from '../graph/targets';
import { ExplainedError } from '../explained-error';
import { type ParsedRecipe, parseRecipeToEdit } from '../recipe/parts/parse';
import { Scope } from '../recipe/parts/scope';
import { mergeVariants, parseVariants, type VariantConfig } from '../recipe/variants/variants';

/** A recipe of the workspace that a generator changes. */
export interface RecipeFile {
  project: string;
  /** Relative to the workspace root. */
  path: string;
  /** Its folder, relative to the workspace root. */
  folder: string;
  conda: CondaMetadata;
  platform: string;
  variants: VariantConfig;
}

/** Every recipe of the workspace, sorted by project. */
export async function recipeFiles(tree: Tree): Promise<RecipeFile[]> {
  const { projects } = readProjectsConfigurationFromProjectGraph(await createProjectGraphAsync());
  const found = Object.entries(projects).flatMap(([project, configuration]) => {
    const conda = condaMetadata(configuration);
    return conda && !conda.variant ? [recipeFile(tree, { project, configuration, conda })] : [];
  });
  return found.sort((a, b) => (a.project < b.project ? -1 : 1));
}

/** @throws ExplainedError if the recipe does not exist */
export function findRecipe(recipes: readonly RecipeFile[], project: string): RecipeFile {
  const found = recipes.find((recipe) => recipe.project === project || recipe.folder === project);
  if (found) return found;
  const names = recipes.map((recipe) => recipe.project).join(', ');
  throw new ExplainedError(`The recipe ${project} does not exist.`, [
    recipes.length > 0 ? `This workspace has these recipes: ${names}.` : 'This workspace has no recipes.',
  ]);
}

/**
 * Reads a recipe so that it can be edited.
 * @throws RecipeError if it cannot be read
 */
export function readRecipeFile(tree: Tree, { path }: Pick<RecipeFile, 'path'>): ParsedRecipe {
  return parseRecipeToEdit(tree.read(path, 'utf8') ?? '', path);
}

/** Evaluates the templates of a recipe with the variants of the workspace. */
export function scopeOf(recipe: ParsedRecipe, { variants, platform }: RecipeFile): Scope {
  return new Scope(recipe, variants, platform, process.env);
}

function recipeFile(
  tree: Tree,
  given: { project: string; configuration: ProjectConfiguration; conda: CondaMetadata },
): RecipeFile {
  const { project, configuration, conda } = given;
  const build = Object.values(configuration.targets ?? {}).find(
    ({ executor }) => executor === BUILD_EXECUTOR,
  );
  const { targetPlatform } = (build?.options ?? {}) as { targetPlatform?: string };
  return {
    project,
    conda,
    path: conda.recipe,
    folder: posix.dirname(conda.recipe),
    platform: targetPlatform ?? machinePlatform(),
    variants: mergeVariants(conda.variants.map((path) => variantsIn(tree, path))),
  };
}

/** Missing or broken files set nothing: the build reports the error. */
function variantsIn(tree: Tree, path: string): VariantConfig {
  try {
    return parseVariants(tree.read(path, 'utf8') ?? '', path);
  } catch {
    return { values: {}, zipKeys: [] };
  }
}
