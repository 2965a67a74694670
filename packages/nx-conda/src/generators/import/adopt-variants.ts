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

export interface AdoptedVariants {
  /** Files beside recipes whose keys are now in variants.json; absolute. */
  replaced: Set<string>;
  lines: string[];
}

const REST =
  'Variant files beside a recipe were copied with the recipe; add the keys of other variant files by hand.';

function notAnObject(shared: string): string {
  return `${shared} is not a JSON object, so no variant keys were added to it. Correct ${shared}. ${REST}`;
}

const NO_JSON = `The option "variants" of nx-conda in nx.json lists no JSON file, so no variant keys were added. ${REST}`;

/**
 * Adds the keys of variant files to a variant file of the workspace if that keeps their meaning.
 * @param files that are not beside a recipe; absolute
 * @param shared the workspace's variant file for new keys; undefined if it has none in JSON
 */
export async function adoptVariants(
  tree: Tree,
  adopted: readonly Adoption[],
  files: readonly string[],
  shared: string | undefined,
): Promise<AdoptedVariants> {
  const result: AdoptedVariants = { replaced: new Set(), lines: [] };
  const own = adopted.flatMap((one) => ownVariants(one).map((file) => ({ file, recipe: one.recipe })));
  if (adopted.length === 0 || own.length + files.length === 0) return result;
  if (shared === undefined) return { ...result, lines: [NO_JSON] };
  const present = sharedVariants(tree, shared);
  if (!present) return { ...result, lines: [notAnObject(shared)] };
  let variants = present;
  for (const file of files) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const { lines, merged } = addTo(variants, read, { file, shared });
    variants = merged;
    result.lines.push(...lines);
  }
  const all = [...adopted.map(({ recipe }) => recipe), ...(await presentRecipes(tree))];
  for (const { file, recipe } of own) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const taken = new Set(Object.keys(variants).map(normalizeKey));
    const others = all.filter((other) => other !== recipe);
    const reason = whyNotShared(read, others, { taken, shared });
    if (reason !== undefined) {
      result.lines.push(...copiedBeside({ file, shared }, reason));
      continue;
    }
    const { lines, merged } = addTo(variants, read, { file, shared });
    variants = merged;
    result.lines.push(...lines);
    result.replaced.add(file);
  }
  const isChanged = JSON.stringify(variants) !== JSON.stringify(present);
  if (isChanged) tree.write(shared, `${JSON.stringify(variants, null, 2)}\n`);
  return result;
}

function copiedBeside({ file, shared }: Merging, reason: string): string[] {
  return [
    `${file} was not added to ${shared}, but copied beside its recipe, where rattler-build reads it. Reason:`,
    `  ${reason}`,
  ];
}

/** rattler-build reads only the first of them (0.74). */
function ownVariants({ folder, files }: Adoption): string[] {
  const there = VARIANT_FILES.map((name) => join(folder, name));
  return there.filter((path) => files.some(({ from }) => from === path)).slice(0, 1);
}

/** A file and the one that its keys go to. */
interface Merging {
  file: string;
  shared: string;
}

function addTo(
  variants: VariantFileJson,
  read: VariantJson,
  { file, shared }: Merging,
): { lines: string[]; merged: VariantFileJson } {
  const { file: merged, added, conflicts } = mergeVariantJson(variants, read);
  const left = [
    ...read.left,
    ...conflicts.map((name) => `${file}: ${name}: ${shared} has other values or other zip_keys.`),
  ];
  // The name stays if possible: rattler-build reads conda_build_config.yaml in another way than other files.
  const name = basename(file) === basename(shared) ? `imported-${basename(file)}` : basename(file);
  const help = `  To use the keys that were not added, copy ${file} to ${name} in the workspace root, and list ${shared} and ${name} in "variants" in the options of nx-conda in nx.json. For a key in both files, the file that is listed last counts.`;
  return {
    merged,
    lines: [
      ...(added.length > 0 ? [`Added to ${shared} from ${file}: ${added.join(', ')}`] : []),
      ...left.map((reason) => `Not added: ${reason}`),
      ...(left.length > 0 ? [help] : []),
    ],
  };
}

function sharedVariants(tree: Tree, shared: string): VariantFileJson | undefined {
  try {
    const value: unknown = JSON.parse(tree.read(shared, 'utf8') ?? '{}');
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
