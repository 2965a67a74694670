import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { mergeVariantJson } from '../../recipe/variants/merge-variant-json';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { type VariantJson, variantJson } from '../../recipe/variants/variant-json';
import { readRecipeFile, recipeFiles } from '../recipe-file';
import type { Adoption } from './adopt';
import { whyNotShared } from './own-variants';
import { sharedVariants, type SharedVariants } from './shared-variants';
import { normalizeKey } from '../../recipe/template/variant-key';
import { VARIANT_FILES } from '../../knowledge/variant-files';

export interface AdoptedVariants {
  /** Files beside recipes whose keys are now in the shared file; absolute. */
  replaced: Set<string>;
  lines: string[];
}

/**
 * Adds the keys of variant files to the first JSON file of the workspace's if that keeps their meaning.
 * @param found files that are not beside a recipe; absolute
 * @param files the workspace's variant files for the recipes
 */
export async function adoptVariants(
  tree: Tree,
  adopted: readonly Adoption[],
  found: readonly string[],
  files: readonly string[],
): Promise<AdoptedVariants> {
  const result: AdoptedVariants = { replaced: new Set(), lines: [] };
  const own = adopted.flatMap((one) => ownVariants(one).map((file) => ({ file, recipe: one.recipe })));
  if (adopted.length === 0 || own.length + found.length === 0) return result;
  const present = sharedVariants(tree, files);
  if (typeof present === 'string') return { ...result, lines: [present] };
  let variants = present;
  for (const file of found) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const { lines, merged } = addTo(tree, variants, read, file);
    variants = merged;
    result.lines.push(...lines);
  }
  const all = [...adopted.map(({ recipe }) => recipe), ...(await presentRecipes(tree))];
  for (const { file, recipe } of own) {
    const read = variantJson(await readFile(file, 'utf8'), file);
    const others = all.filter((other) => other !== recipe);
    const reason = zipReason(variants, read, file) ?? whyNotShared(read, others, variants);
    if (reason !== undefined) {
      result.lines.push(...copiedBeside(file, variants.target, reason));
      continue;
    }
    const { lines, merged } = addTo(tree, variants, read, file);
    variants = merged;
    result.lines.push(...lines);
    result.replaced.add(file);
  }
  const isChanged = JSON.stringify(variants.present) !== JSON.stringify(present.present);
  if (isChanged) tree.write(present.target, `${JSON.stringify(variants.present, null, 2)}\n`);
  return result;
}

function copiedBeside(file: string, target: string, reason: string): string[] {
  return [
    `${file} was not added to ${target}, but copied beside its recipe, where rattler-build reads it. Reason:`,
    `  ${reason}`,
  ];
}

/** rattler-build reads only the first of them (0.74). */
function ownVariants({ folder, files }: Adoption): string[] {
  const there = VARIANT_FILES.map((name) => join(folder, name));
  return there.filter((path) => files.some(({ from }) => from === path)).slice(0, 1);
}

function addTo(
  tree: Tree,
  variants: SharedVariants,
  all: VariantJson,
  file: string,
): { lines: string[]; merged: SharedVariants } {
  const { target, present, others } = variants;
  const read = withoutGroups(variants, all, file);
  const { file: after, added, conflicts } = mergeVariantJson({ ...others, ...present }, read);
  const left = [...read.left, ...conflicts.map((name) => `${file}: ${name}: ${otherValues(variants, name)}`)];
  const zipKeys = after['zip_keys'];
  return {
    merged: {
      ...variants,
      present: {
        ...present,
        ...Object.fromEntries(added.map((name) => [name, read.keys[name] ?? []])),
        ...(zipKeys && { zip_keys: zipKeys }),
      },
      setBy: new Map([...variants.setBy, ...added.map((name) => [normalizeKey(name), target] as const)]),
    },
    lines: [
      ...(added.length > 0 ? [`Added to ${target} from ${file}: ${added.join(', ')}`] : []),
      ...left.map((reason) => `Not added: ${reason}`),
      ...(left.length > 0 ? [helpFor(tree, variants, file)] : []),
    ],
  };
}

function otherValues({ setBy, target }: SharedVariants, name: string): string {
  return `${setBy.get(normalizeKey(name)) ?? target} has other values or other zip_keys.`;
}

/** Groups in two files are not combined: rattler-build uses those of the last file (0.74). */
function zipReason({ zippedBy }: SharedVariants, { zipKeys }: VariantJson, file: string): string | undefined {
  if (zippedBy === undefined || zipKeys.length === 0) return undefined;
  return `${file}: ${zipKeys.map((group) => group.join(' + ')).join(', ')}: ${zippedBy} also has zip_keys, and only those of one file count.`;
}

/** Without the keys of groups that would not count. */
function withoutGroups(variants: SharedVariants, read: VariantJson, file: string): VariantJson {
  const reason = zipReason(variants, read, file);
  if (reason === undefined) return read;
  const zipped = new Set(read.zipKeys.flat());
  const keys = Object.fromEntries(Object.entries(read.keys).filter(([name]) => !zipped.has(name)));
  return { ...read, keys, zipKeys: [], left: [...read.left, reason] };
}

function helpFor(tree: Tree, { files }: SharedVariants, file: string): string {
  // The name stays if possible: rattler-build reads conda_build_config.yaml in another way than other files.
  const isTaken = files.includes(basename(file)) || tree.exists(basename(file));
  const name = isTaken ? `imported-${basename(file)}` : basename(file);
  const list = [...files, name];
  const listed = `${list.slice(0, -1).join(', ')} and ${name}`;
  return `  To use the keys that were not added, copy ${file} to ${name} in the workspace root, and list ${listed} in "variants" in the options of nx-conda in nx.json. For a key in both files, the file that is listed last counts.`;
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
