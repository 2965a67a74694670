import { mentionsOf, type Mentions } from '../recipe/mentions';
import { Scope } from '../recipe/scope';
import { mergeVariants, type VariantConfig } from '../recipe/variants';
import { machinePlatform } from './platform';
import type { RecipeSource } from './read-recipes';
import type { VariantSet } from './shared-variants';

/** A recipe with the shared variants it is rendered with. */
export interface RecipeWithVariants extends RecipeSource {
  variants: VariantSet;
  /** What the recipe asks for; some names are known only with the variants: `${{ mpi }}` in host. */
  mentions: Mentions;
}

export function withVariants(source: RecipeSource, variants: VariantSet): RecipeWithVariants {
  try {
    return { ...source, variants, mentions: readMentions(source, variants) };
  } catch (error) {
    // Whatever a template does, it must not take the graph down.
    return { ...source, recipe: undefined, problem: String(error), variants, mentions: NO_MENTIONS };
  }
}

function readMentions(source: RecipeSource, variants: VariantSet): Mentions {
  const { recipe, settings } = source;
  if (!recipe) return NO_MENTIONS;
  const platform = settings.targetPlatform ?? machinePlatform();
  const scope = new Scope(recipe, allVariants({ ...source, variants }), platform, process.env);
  return mentionsOf(recipe, [source.ownVariantsText, ...variants.texts], scope);
}

/** As rattler-build merges them: the shared files win over the one beside the recipe. */
export function allVariants({
  ownVariants,
  variants,
}: Pick<RecipeWithVariants, 'ownVariants' | 'variants'>): VariantConfig {
  return mergeVariants([ownVariants, variants.config]);
}

const NO_MENTIONS: Mentions = {
  identifiers: [],
  environment: [],
  files: [],
  experimental: false,
  usesGit: false,
  loads: [],
};
