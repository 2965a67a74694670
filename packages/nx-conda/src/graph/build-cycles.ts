import type { Position } from '../recipe/yaml/nodes';
import { locateRequirement } from '../recipe/read/locate';
import { Scope } from '../recipe/read/scope';
import { cyclePath, type CycleSearchFacts, type CycleStep } from './cycle-path';
import { findCycles } from './cycles';
import type { Needs } from './environments';
import { readRecipe } from './read-recipe';
import type { RecipeSource } from './recipe-source';

/** Projects that need each other to be built, and why. */
export interface BuildCycle {
  /** Roots, sorted. */
  members: string[];
  /**
   * A way round, from the first member back to it; it may lead over projects that are no members themselves. Empty where
   * a member is over-approximated: that may be a cycle in name only, and the build will show it.
   */
  path: LocatedStep[];
}

export interface LocatedStep extends CycleStep {
  /** recipe.yaml of the project that has the requirement, relative to the workspace root. */
  recipe: string;
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
    const isReal = members.every((member) => facts.factsOf(member)?.exact);
    const steps = isReal ? cyclePath(members[0] ?? '', facts) : undefined;
    const path = (steps ?? []).map((step) => locate(step, sourceOf.get(step.from), workspaceRoot));
    members.forEach((member) => cycles.set(member, { members, path }));
  }
  return cycles;
}

function locate(step: CycleStep, source: RecipeSource | undefined, workspaceRoot: string): LocatedStep {
  const located = { ...step, recipe: source?.path ?? step.from };
  if (!source) return located;
  try {
    const { recipe, variants, platform } = readRecipe(source, workspaceRoot);
    const scope = new Scope(recipe, variants, platform, process.env);
    return { ...located, position: locateRequirement(recipe, step.requirement, scope) };
  } catch {
    return located;
  }
}
