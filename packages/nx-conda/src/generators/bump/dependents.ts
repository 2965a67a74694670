import type { Tree } from '@nx/devkit';
import { levelsOf } from '../../recipe/parts/outputs';
import { type RequirementItem, requirementItems } from '../../recipe/parts/requirement-items';
import { ExplainedError } from '../../explained-error';
import { shownPosition } from '../../recipe/yaml/edit-error';
import { satisfies, versionConstraint } from '../../knowledge/versions';
import { readRecipeFile, type RecipeFile, scopeOf } from '../recipe-file';

/** A recipe that requires one of the packages. */
export interface Dependent {
  file: RecipeFile;
  /** True if it has one of them in build or host, and so is built against it. */
  isBuiltAgainst: boolean;
  /** Requirements that exclude the new version, each with its place. */
  excluding: string[];
  /** Requirements that depend on variants or templates, so it is unknown if they allow the new version. */
  unknown: string[];
}

/**
 * Recipes that require the packages of a recipe, and whether they allow the new version. The recipe itself may be one,
 * through a run export. Unreadable recipes are left out: their own build reports the error.
 * @param tree with the new version written
 */
export function dependentsOf(
  tree: Tree,
  bumped: RecipeFile,
  { recipes, version }: { recipes: readonly RecipeFile[]; version: string },
): Dependent[] {
  const names = new Set(bumped.conda.provides.map((name) => name.toLowerCase()));
  return recipes
    .map((file) => dependentOf(file, itemsFor(tree, file, names), { names, version }))
    .filter((dependent) => dependent !== undefined)
    .map((dependent) => (dependent.file === bumped ? { ...dependent, isBuiltAgainst: false } : dependent));
}

/** Whether a match spec allows a version; undefined if unknown. */
export function allows(spec: string, version: string): boolean | undefined {
  if (/^pin_|\$\{\{/.test(spec) || !/^[\d.]+$/.test(version)) return undefined;
  return satisfies(version, versionConstraint(spec));
}

type LocatedItem = RequirementItem & { place: string };

function itemsFor(tree: Tree, file: RecipeFile, names: ReadonlySet<string>): LocatedItem[] {
  try {
    const recipe = readRecipeFile(tree, file);
    return requirementItems(levelsOf(recipe), scopeOf(recipe, file))
      .filter(({ requirements }) => requirements.some(({ name }) => names.has(name)))
      .filter(({ section }) => !section.startsWith('ignore_run_exports'))
      .map((item) => ({ ...item, place: shownPosition(recipe, item.node) }));
  } catch (error) {
    if (error instanceof ExplainedError) return [];
    throw error;
  }
}

function dependentOf(
  file: RecipeFile,
  items: readonly LocatedItem[],
  { names, version }: { names: ReadonlySet<string>; version: string },
): Dependent | undefined {
  if (items.length === 0) return undefined;
  const fits = (item: LocatedItem) => {
    const specs = item.requirements.filter(({ name }) => names.has(name)).map(({ spec }) => spec);
    const answers = specs.map((spec) => allows(spec, version));
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  };
  const told = (answer: boolean | undefined) =>
    items.filter((item) => fits(item) === answer).map(({ place, text }) => `${place} ${text}`);
  return {
    file,
    isBuiltAgainst: items.some(({ section }) => section === 'build' || section === 'host'),
    excluding: told(false),
    unknown: told(undefined),
  };
}
