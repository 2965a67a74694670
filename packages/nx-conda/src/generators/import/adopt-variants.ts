import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { mergeVariantJson, type VariantFileJson } from '../../recipe/variants/merge-variant-json';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { type VariantJson, variantJson } from '../../recipe/variants/variant-json';
import { readRecipeFile, recipeFiles } from '../recipe-file';
import type { Adoption } from './adopt';
import { whyNotShared } from './own-variants';
import { normalizeKey } from '../../recipe/template/variant-key';
import { VARIANT_FILES } from '../../knowledge/variant-files';

const SHARED = 'variants.json';

export interface AdoptedVariants {
  /** Files beside recipes whose keys are now in variants.json; absolute. */
  replaced: Set<string>;
  lines: string[];
}

const NOT_AN_OBJECT = `${SHARED} is not a JSON object, so no variant keys were added to it. Correct ${SHARED}. Variant files beside a recipe were copied with the recipe; add the keys of other variant files by hand.`;

/**
 * Adds the keys of variant files to the workspace's variants.json if that keeps their meaning.
 * @param shared files that are not beside a recipe; absolute
 */
export async function adoptVariants(
  tree: Tree,
  adopted: readonly Adoption[],
  shared: readonly string[],
): Promise<AdoptedVariants> {
  const result: AdoptedVariants = { replaced: new Set(), lines: [] };
  const own = adopted.flatMap((one) => ownVariants(one).map((file) => ({ file, recipe: one.recipe })));
  if (adopted.length === 0 || own.length + shared.length === 0) return result;
  const present = sharedVariants(tree);
  if (!present) return { ...result, lines: [NOT_AN_OBJECT] };
  let variants = present;
  for (const file of shared) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const { lines, merged } = addTo(variants, read, file);
    variants = merged;
    result.lines.push(...lines);
  }
  const all = [...adopted.map(({ recipe }) => recipe), ...(await presentRecipes(tree))];
  for (const { file, recipe } of own) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const taken = new Set(Object.keys(variants).map(normalizeKey));
    const others = all.filter((other) => other !== recipe);
    const reason = whyNotShared(read, others, taken);
    if (reason !== undefined) {
      result.lines.push(...copiedBeside(file, reason));
      continue;
    }
    const { lines, merged } = addTo(variants, read, file);
    variants = merged;
    result.lines.push(...lines);
    result.replaced.add(file);
  }
  const isChanged = JSON.stringify(variants) !== JSON.stringify(present);
  if (isChanged) tree.write(SHARED, `${JSON.stringify(variants, null, 2)}\n`);
  return result;
}

function copiedBeside(file: string, reason: string): string[] {
  return [
    `${file} was not added to ${SHARED}, but copied beside its recipe, where rattler-build reads it. Reason:`,
    `  ${reason}`,
  ];
}

/** rattler-build reads only the first of them (0.74). */
function ownVariants({ folder, files }: Adoption): string[] {
  const there = VARIANT_FILES.map((name) => join(folder, name));
  return there.filter((path) => files.some(({ from }) => from === path)).slice(0, 1);
}

function addTo(
  variants: VariantFileJson,
  read: VariantJson,
  file: string,
): { lines: string[]; merged: VariantFileJson } {
  const { file: merged, added, conflicts } = mergeVariantJson(variants, read);
  const left = [
    ...read.left,
    ...conflicts.map((name) => `${file}: ${name}: ${SHARED} has other values or other zip_keys.`),
  ];
  // The name stays if possible: rattler-build reads conda_build_config.yaml in another way than other files.
  const name = basename(file) === SHARED ? `imported-${SHARED}` : basename(file);
  const help = `  To use the keys that were not added, copy ${file} to ${name} in the workspace root, and list ${SHARED} and ${name} in "variants" in the options of nx-conda in nx.json. For a key in both files, the file that is listed last counts.`;
  return {
    merged,
    lines: [
      ...(added.length > 0 ? [`Added to ${SHARED} from ${file}: ${added.join(', ')}`] : []),
      ...left.map((reason) => `Not added: ${reason}`),
      ...(left.length > 0 ? [help] : []),
    ],
  };
}

function sharedVariants(tree: Tree): VariantFileJson | undefined {
  try {
    const value: unknown = JSON.parse(tree.read(SHARED, 'utf8') ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as VariantFileJson)
      : undefined;
  } catch {
    return undefined;
  }
}

async function presentRecipes(tree: Tree): Promise<ParsedRecipe[]> {
  return (await recipeFiles(tree)).flatMap((file) => {
    try {
      return [readRecipeFile(tree, file)];
    } catch (error) {
      if (error instanceof RecipeError) return [];
      throw error;
    }
  });
}
