import type { Tree } from '@nx/devkit';
import { posix } from 'node:path';
import type { RecipePlan } from './plan';
import type { PlannedRecipe } from './plan-recipe';
import { todosIn } from './recipe-text';
import { condaNameOf } from './requirements/conda-name';
import { writeRecipe } from './write-recipe';

export interface WrittenRecipe {
  /** Of recipe.yaml, relative to the workspace root. */
  path: string;
  text: string;
  /** Upstream's constraint on Python. */
  requiresPython: string | undefined;
  /** Log lines for the user. */
  log: string[];
}

/** Writes a recipe and its patches. */
export function writeFiles(tree: Tree, { target, plan, patches }: PlannedRecipe): WrittenRecipe {
  const { folder } = target;
  const text = writeRecipe(plan);
  const path = posix.join(folder, 'recipe.yaml');
  tree.write(path, text);
  for (const [name, patch] of patches) tree.write(posix.join(folder, name), patch);
  const log = [
    ...plan.patches.map(
      (patch) => `${posix.join(folder, patch)}: review every change in this patch before you build.`,
    ),
    ...otherName(path, plan),
    ...todosIn(text).map((todo) => `${path}:${todo}`),
  ];
  return { path, text, log, requiresPython: plan.facts.python?.requiresPython };
}

/** Other recipes, and those of conda-forge, require it under conda-forge's name. */
function otherName(path: string, { name, kind, facts, names }: RecipePlan): string[] {
  const isDistribution = facts.python?.project !== undefined && kind !== 'meta';
  const found = isDistribution ? condaNameOf(facts.name ?? '', names) : undefined;
  if (found?.name === undefined || !found.isKnown || found.name === name) return [];
  return [
    `${path}: on conda-forge, in your channels or in this workspace, this package is called ${found.name}. If other recipes require ${found.name}, use ${found.name} as the name of this package.`,
  ];
}
