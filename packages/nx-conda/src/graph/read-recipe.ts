import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '../options';
import { approximate } from '../recipe/facts/approximate';
import type { RecipeFacts } from '../recipe/parts/facts';
import { followScripts, type ScriptReads } from '../recipe/reads/follow-scripts';
import { mentionsOf, type Mentions } from '../recipe/reads/mentions';
import { uniqueReads, uniqueUnhashed } from '../recipe/reads/named-reads';
import { parseRecipe, type ParsedRecipe } from '../recipe/parts/parse';
import { Scope } from '../recipe/parts/scope';
import { mergeVariants, parseVariants, type VariantConfig } from '../recipe/variants/variants';
import { machinePlatform } from './machine-platform';
import type { RecipeSource } from './recipe-source';
import { VARIANT_FILES } from '../knowledge/variant-files';

/** Where a recipe is, and why it is read. */
type RecipeText = Pick<RecipeSource, 'root' | 'path' | 'variants'> & {
  settings: Pick<Settings, 'targetPlatform'>;
};

/** A recipe's text and what it says, before rattler-build renders it. */
export interface ReadRecipe {
  recipe: ParsedRecipe;
  /** Merged as in rattler-build: the shared files override the one beside the recipe. */
  variants: VariantConfig;
  /** The positions of templates in the variant files. */
  variantTexts: string[];
  platform: string;
}

/** @throws RecipeError for a text that is not a recipe; also file errors. */
export function readRecipe(source: RecipeText, workspaceRoot: string): ReadRecipe {
  // Many small files: waiting for each takes longer than reading it.
  const recipe = parseRecipe(readFileSync(join(workspaceRoot, source.path), 'utf8'), source.path);
  const own = readOwnVariants(join(workspaceRoot, source.root));
  return {
    recipe,
    variants: mergeVariants([own.config, source.variants.config]),
    variantTexts: [own.text, ...source.variants.texts],
    platform: source.settings.targetPlatform ?? machinePlatform(),
  };
}

/** The names in a recipe and its scripts. */
export interface ReadMentions {
  mentions: Mentions;
  /** The script files that were looked for, existing or not, relative to the recipe's folder or absolute. */
  scripts: string[];
}

/**
 * The requirements of the recipe; the variants resolve some names: `${{ mpi }}` in host.
 * @param folder of the recipe, absolute.
 */
export function readMentions(
  { recipe, variants, variantTexts, platform }: ReadRecipe,
  folder: string,
): ReadMentions {
  const scope = new Scope(recipe, variants, platform, process.env);
  const mentions = mentionsOf(recipe, variantTexts, scope);
  if (mentions.scripts.length === 0) return { mentions, scripts: [] };
  const asked = new Set<string>();
  const found = followScripts(
    mentions.scripts,
    (path) => {
      asked.add(path);
      return textOf(resolve(folder, path));
    },
    scope,
  );
  return { mentions: withScripts(mentions, found), scripts: [...asked] };
}

function withScripts(mentions: Mentions, { reads, unhashed, usesGit }: ScriptReads): Mentions {
  return {
    ...mentions,
    reads: uniqueReads([...mentions.reads, ...reads]),
    unhashed: uniqueUnhashed([...mentions.unhashed, ...unhashed]),
    usesGit: mentions.usesGit || usesGit,
  };
}

/** Larger files are not scripts. */
const MEGABYTE = 1024 * 1024;

function textOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size < MEGABYTE ? readFileSync(file, 'utf8') : undefined;
}

export function approximateFacts({ recipe, variants, platform }: ReadRecipe): RecipeFacts {
  return approximate(recipe, variants, platform, process.env);
}

/**
 * rattler-build 0.74 reads `conda_build_config.yaml` only if `variants.yaml` is missing. A broken file counts as empty:
 * the recipe keeps its edges, and the build reports the error.
 */
export function readOwnVariants(folder: string): { config: VariantConfig; text: string } {
  const file = VARIANT_FILES.find((name) => existsSync(join(folder, name)));
  if (file === undefined) return { config: NO_VARIANTS, text: '' };
  const text = readFileSync(join(folder, file), 'utf8');
  return { config: parseOrEmpty(text, file), text };
}

function parseOrEmpty(text: string, name: string): VariantConfig {
  try {
    return parseVariants(text, name);
  } catch {
    return NO_VARIANTS;
  }
}

const NO_VARIANTS: VariantConfig = { values: {}, zipKeys: [] };
