import { join, posix } from 'node:path';
import { agree, complete, type Variant } from '../recipe/facts/configured-variant';
import { type VariantGroup, variantGroups } from '../recipe/facts/variant-groups';
import type { RecipeFacts } from '../recipe/parts/facts';
import { normalizeKey } from '../recipe/template/variant-key';
import { mergeVariants, type VariantConfig } from '../recipe/variants/variants';
import { type KnownRecipe, UNREAD_RECIPE } from './known-recipes';
import { outputFolder } from './output-folder';
import { readOwnVariants } from './read-recipe';
import type { RecipeSource } from './recipe-source';

/** A project that builds packages: those of a whole recipe, or with `splitVariants` those of one variant. */
export interface BuildProject {
  name: string;
  source: RecipeSource;
  facts: RecipeFacts;
  /** The variant that it builds; undefined: all of them. */
  group?: VariantGroup;
  /** The same with a value for each key that only other outputs of the recipe use. */
  completeVariant?: Variant;
  /** Root of the recipe's project if it builds one variant. */
  variantOf?: string;
}

/**
 * The projects that build the packages of a workspace, by project root. With `splitVariants`, a rendered recipe has one
 * for each variant instead of one at its own root. Nx hashes the targets of a whole project into each of its tasks: with
 * all variants in one project, a new variant would rebuild the others (24.0).
 *
 * The root of a variant's project is the folder of its packages: it must differ from the recipe's, and no other project
 * can be there.
 * @param names of the recipes' projects by root. @param taken names of all other projects
 */
export function buildProjects(
  sources: readonly RecipeSource[],
  known: ReadonlyMap<string, KnownRecipe>,
  names: ReadonlyMap<string, string>,
  { taken, workspaceRoot }: { taken: ReadonlySet<string>; workspaceRoot: string },
): Map<string, BuildProject> {
  const used = new Set([...taken, ...names.values()]);
  const projects = new Map<string, BuildProject>();
  for (const source of sources) {
    const { root, settings } = source;
    const recipe = known.get(root) ?? UNREAD_RECIPE;
    const name = names.get(root) ?? root;
    const variants = isSplit(source, recipe) ? variantsOf(source, recipe, workspaceRoot) : [];
    if (variants.length === 0) projects.set(root, { name, source, facts: recipe.facts });
    for (const variant of variants) {
      const own = unused(`${name}--${variant.group.label}`, used);
      const project = { name: own, source, variantOf: root, ...variant };
      projects.set(posix.normalize(outputFolder(settings.outputRoot, own)), project);
    }
  }
  return projects;
}

/** Only rattler-build knows the variants: without a rendering, the recipe stays whole. */
function isSplit({ settings: { splitVariants, targets } }: RecipeSource, { facts }: KnownRecipe): boolean {
  return splitVariants === true && targets.build !== false && facts.exact;
}

type OneVariant = Required<Pick<BuildProject, 'facts' | 'group' | 'completeVariant'>>;

function variantsOf(
  { root, variants: shared }: RecipeSource,
  { facts, mentions }: KnownRecipe,
  workspaceRoot: string,
): OneVariant[] {
  // The shared files override the one beside the recipe.
  const config = mergeVariants([readOwnVariants(join(workspaceRoot, root)).config, shared.config]);
  const groups = variantGroups(facts.outputs, {
    valuesOf: (key) => valuesOf(config, key),
    zipKeys: config.zipKeys.map((group) => group.map(normalizeKey)),
  });
  const variants = groups.map(({ variant }) => variant);
  const all = [...variants, firstValues(config, mentions.identifiers, variants)];
  return groups.map((group) => ({
    group,
    completeVariant: complete(group.variant, all),
    facts: { ...facts, outputs: group.outputs.map((output) => ({ ...output, variant: group.variant })) },
  }));
}

function valuesOf({ values }: VariantConfig, key: string): readonly unknown[] {
  const wanted = normalizeKey(key);
  return Object.entries(values).flatMap(([name, listed]) => (normalizeKey(name) === wanted ? listed : []));
}

/** A value for each key that the recipe mentions, also in outputs that are skipped: rattler-build reads them first. */
function firstValues({ values }: VariantConfig, identifiers: string[], known: Variant[]): Variant {
  const mentioned = new Set(identifiers.map(normalizeKey));
  known.flatMap((variant) => Object.keys(variant)).forEach((key) => mentioned.delete(normalizeKey(key)));
  const entries = Object.entries(values).flatMap(([key, [first]]) =>
    first !== undefined && mentioned.has(normalizeKey(key)) ? [[key, first] as const] : [],
  );
  return Object.fromEntries(entries);
}

/**
 * The build of a variant also needs what its needed variants of the same recipe need of that recipe: rattler-build builds
 * an output with all outputs that it requires, unless they are built.
 * @param needs changed, by project root.
 */
export function addOwnVariants(
  needs: ReadonlyMap<string, { build: Set<string> }>,
  builds: ReadonlyMap<string, BuildProject>,
): void {
  for (const [root, { group, variantOf }] of builds) {
    const needed = needs.get(root)?.build;
    if (!group || !needed) continue;
    const isOwn = (other: string) => {
      const build = builds.get(other);
      return (
        other !== root && build?.variantOf === variantOf && agree(group.variant, build?.group?.variant ?? {})
      );
    };
    // The set grows during the loop.
    for (const other of needed) {
      if (isOwn(other)) [...(needs.get(other)?.build ?? [])].filter(isOwn).forEach((one) => needed.add(one));
    }
  }
}

function unused(wanted: string, used: Set<string>): string {
  let name = wanted;
  for (let n = 2; used.has(name); n++) name = `${wanted}-${n}`;
  used.add(name);
  return name;
}
