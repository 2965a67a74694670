import { posix } from 'node:path';
import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import { isVariantFileName, VARIANT_FILES } from '../../knowledge/variant-files';
import { parseVariants, type VariantConfig } from '../../recipe/variants/variants';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { type RattlerCommand, rattlerCommands } from './rattler-commands';

/** A variant file that rattler-build does not read by itself. */
export interface FoundVariants {
  /** Relative to the workspace root. */
  path: string;
  /** Undefined if it cannot be read. */
  config?: VariantConfig;
  /** Why it cannot be read. */
  problem?: string;
}

/** The parts of a repository that say how its recipes are built. */
export interface Repository {
  tree: Tree;
  /** Folders with a recipe.yaml. */
  recipes: string[];
  /** By folder above recipes: variant files that set a key, the usual one first. */
  variants: Map<string, FoundVariants[]>;
  commands: RattlerCommand[];
  /** Of this machine: `linux-64`. */
  platform: string;
}

export function readRepository(tree: Tree, platform: string): Repository {
  const recipes: string[] = [];
  visitNotIgnoredFiles(tree, '.', (file) => {
    const path = file.replaceAll('\\', '/');
    if (posix.basename(path) !== 'recipe.yaml' || /(^|\/)(node_modules|dist)\//.test(path)) return;
    recipes.push(posix.dirname(path));
  });
  const above = new Set(['.', ...recipes.flatMap(foldersAbove)]);
  recipes.forEach((folder) => above.delete(folder));
  const found = [...above].sort().map((folder) => [folder, variantsIn(tree, folder)] as const);
  return {
    ...{ tree, recipes, platform },
    variants: new Map(found.filter(([, files]) => files.length > 0)),
    commands: rattlerCommands(tree),
  };
}

function foldersAbove(folder: string): string[] {
  const above = posix.dirname(folder);
  return folder === '.' ? [] : [above, ...foldersAbove(above)];
}

function variantsIn(tree: Tree, folder: string): FoundVariants[] {
  const names = tree.children(folder === '.' ? '' : folder).filter(isVariantFileName);
  const usual = VARIANT_FILES.filter((name) => names.includes(name));
  return [...new Set([...usual, ...names.sort()])]
    .map((name) => readVariants(tree, posix.join(folder, name)))
    .filter(({ config }) => config === undefined || Object.keys(config.values).length > 0);
}

export function readVariants(tree: Tree, path: string): FoundVariants {
  try {
    return { path, config: parseVariants(tree.read(path, 'utf8') ?? '', path) };
  } catch (error) {
    if (error instanceof RecipeError) return { path, problem: error.message };
    throw error;
  }
}
