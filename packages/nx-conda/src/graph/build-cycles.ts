import type { Position } from '../recipe/nodes';
import { locateRequirement } from '../recipe/locate';
import { Scope } from '../recipe/scope';
import { cyclePath, type CycleSearchFacts, type CycleStep } from './cycle-path';
import { findCycles } from './cycles';
import type { Needs } from './environments';
import { readRecipe } from './read-recipe';
import type { RecipeSource } from './recipe-source';

/** Projects that need each other to be built, and why. */
export interface BuildCycle {
  /** Roots, sorted. */
  members: string[];
  /** A way round, from the first member back to it; it may lead over projects that are no members themselves. */
  path: LocatedStep[];
}

export interface LocatedStep extends CycleStep {
  /** Undefined for what is not written in the recipe: a dependency exports it. */
  position?: Position;
}

/** @returns the cycle by the root of each of its members. */
export function findBuildCycles(
  needs: ReadonlyMap<string, Needs>,
  facts: CycleSearchFacts,
  sources: readonly RecipeSource[],
  workspaceRoot: string,
): Map<string, BuildCycle> {
  const cycles = new Map<string, BuildCycle>();
  const sourceOf = new Map(sources.map((source) => [source.root, source]));
  for (const members of findCycles(new Map([...needs].map(([root, { build }]) => [root, build])))) {
    const steps = cyclePath(members[0] ?? '', facts) ?? [];
    const path = steps.map((step) => locate(step, sourceOf.get(step.from), workspaceRoot));
    members.forEach((member) => cycles.set(member, { members, path }));
  }
  return cycles;
}

function locate(step: CycleStep, source: RecipeSource | undefined, workspaceRoot: string): LocatedStep {
  if (!source) return step;
  try {
    const { recipe, variants, platform } = readRecipe(source, workspaceRoot);
    const scope = new Scope(recipe, variants, platform, process.env);
    return { ...step, position: locateRequirement(recipe, step.requirement, scope) };
  } catch {
    return step;
  }
}
