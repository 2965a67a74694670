import type { Position } from '../recipe/yaml/nodes';
import { locateRequirement } from '../recipe/parts/locate';
import { Scope } from '../recipe/parts/scope';
import { cyclePath, type CycleSearchFacts, type CycleStep } from './cycle-path';
import { findCycles } from './cycles';
import type { Needs } from './environments';
import { readRecipe } from './read-recipe';
import type { RecipeSource } from './recipe-source';
import type { CycleMetadata } from './conda-metadata';

/** Projects that form a build cycle, and why. */
export interface BuildCycle {
  /** Roots, sorted. */
  members: string[];
  /**
   * A cycle, from the first member back to itself; it may pass through projects that are not members. Empty if a member
   * is over-approximated: the cycle may not be real, and the build will tell.
   */
  path: LocatedStep[];
}

export interface LocatedStep extends CycleStep {
  /** recipe.yaml of the project with the requirement, relative to the workspace root. */
  recipe: string;
  /** Undefined if the recipe does not write it: a dependency exports it. */
  position?: Position;
}

/** @returns the cycle of each member, by root. */
export function findBuildCycles(
  needs: ReadonlyMap<string, Needs>,
  facts: CycleSearchFacts,
  builds: ReadonlyMap<string, { source: RecipeSource }>,
  workspaceRoot: string,
): Map<string, BuildCycle> {
  const cycles = new Map<string, BuildCycle>();
  for (const members of findCycles(new Map([...needs].map(([root, { build }]) => [root, build])))) {
    const isReal = members.every((member) => facts.factsOf(member)?.exact);
    const steps = isReal ? cyclePath(members[0] ?? '', facts) : undefined;
    const path = (steps ?? []).map((step) => locate(step, builds.get(step.from)?.source, workspaceRoot));
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

/** A build cycle as project names and lines of recipes. */
export function describeCycle({ path }: BuildCycle, names: ReadonlyMap<string, string>): CycleMetadata {
  const name = (root: string) => names.get(root) ?? root;
  const [first] = path;
  return {
    path: [...(first ? [name(first.from)] : []), ...path.map(({ to }) => name(to))],
    requirements: path.map((step) => describeStep(step, name(step.from))),
  };
}

function describeStep({ requirement, recipe, position }: LocatedStep, project: string): string {
  return position
    ? `${recipe}:${position.line}:${position.column} ${project} requires ${requirement}`
    : `${recipe} ${project} requires ${requirement} through run_exports of a dependency`;
}
