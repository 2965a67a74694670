import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isVariantFileName } from '../../knowledge/variant-files';

/** Recipes and variant files below a folder; all paths are absolute. */
export interface FoundRecipes {
  /** Folders with a recipe.yaml. */
  recipes: string[];
  /** meta.yaml files of folders without a recipe.yaml. */
  old: string[];
  /** Variant files that are not beside a recipe. */
  variants: string[];
}

const SKIPPED = ['node_modules', 'dist', 'output', 'build_artifacts'];
/** Deeper than any repository of recipes. */
const MAX_DEPTH = 8;

/** Looks for recipes. Does not follow links, and does not search below a recipe. */
export async function findRecipes(folder: string): Promise<FoundRecipes> {
  const found: FoundRecipes = { recipes: [], old: [], variants: [] };
  await look(folder, 0, found);
  return found;
}

async function look(folder: string, depth: number, found: FoundRecipes): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  if (files.includes('recipe.yaml')) {
    found.recipes.push(folder);
    return;
  }
  if (files.includes('meta.yaml')) {
    found.old.push(join(folder, 'meta.yaml'));
    return;
  }
  found.variants.push(...files.filter(isVariantFileName).map((name) => join(folder, name)));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of folders.sort()) {
    if (depth < MAX_DEPTH && !name.startsWith('.') && !SKIPPED.includes(name)) {
      await look(join(folder, name), depth + 1, found);
    }
  }
}
