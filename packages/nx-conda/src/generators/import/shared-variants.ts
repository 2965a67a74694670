import type { Tree } from '@nx/devkit';
import type { VariantFileJson } from '../../recipe/variants/merge-variant-json';
import type { JsonVariant } from '../../recipe/variants/variant-json';
import { parseVariants } from '../../recipe/variants/variants';
import { normalizeKey } from '../../recipe/template/variant-key';
import { RecipeError } from '../../recipe/yaml/recipe-error';

/** The variant files for all recipes of a workspace. */
export interface SharedVariants {
  /** As in the option `variants`. */
  files: readonly string[];
  /** The file that gets keys: the first in JSON. */
  target: string;
  present: VariantFileJson;
  /** The keys of the other files, and the file that sets each, by normalized name. */
  others: VariantFileJson;
  setBy: ReadonlyMap<string, string>;
  /** Another file with `zip_keys`: only those of one file count (rattler-build 0.74). */
  zippedBy: string | undefined;
}

/**
 * The contents of variant files; a text says why no keys can be added to any.
 * @param files the workspace's variant files for the recipes
 */
export function sharedVariants(tree: Tree, files: readonly string[]): SharedVariants | string {
  const target = files.find((file) => file.endsWith('.json'));
  if (target === undefined) return onlyYaml(files);
  const present = readJson(tree, target);
  if (!present) return notAnObject(target);
  const others: VariantFileJson = {};
  const setBy = new Map(Object.keys(present).map((name) => [normalizeKey(name), target]));
  let zippedBy: string | undefined;
  for (const file of files.filter((one) => one !== target && tree.exists(one))) {
    const { values, zipKeys } = readOther(tree, file);
    Object.assign(others, values);
    for (const name of Object.keys(values)) setBy.set(normalizeKey(name), file);
    if (zipKeys.length > 0) zippedBy = file;
  }
  return { files, target, present, others, setBy, zippedBy };
}

const BY_HAND =
  'Variant files beside a recipe were copied with the recipe; add the keys of other variant files by hand.';

function notAnObject(file: string): string {
  return `${file} is not a JSON object, so no variant keys were added to it. Correct ${file}. ${BY_HAND}`;
}

function onlyYaml(files: readonly string[]): string {
  return `No variant keys were added: nx-conda adds keys to JSON files only, and the option "variants" of nx-conda in nx.json lists ${files.length === 0 ? 'no file' : files.join(', ')}. ${BY_HAND}`;
}

function readJson(tree: Tree, file: string): VariantFileJson | undefined {
  try {
    const value: unknown = JSON.parse(tree.read(file, 'utf8') ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as VariantFileJson)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A file that cannot be read stops the first build, with its place. */
function readOther(tree: Tree, file: string): { values: Record<string, JsonVariant[]>; zipKeys: string[][] } {
  try {
    return parseVariants(tree.read(file, 'utf8') ?? '', file);
  } catch (error) {
    if (error instanceof RecipeError) return { values: {}, zipKeys: [] };
    throw error;
  }
}
