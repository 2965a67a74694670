import type { PlannedRecipe } from '../plan-recipe';
import { oneLine } from '../text/untrusted-text';
import { Demands } from './demands';
import { excludedVersions } from './excluded-versions';
import { inTurns } from './in-turns';
import { listOf } from './list-of';
import { chosenNames } from './names-of';
import { type OpenRequirement, openRequirements } from './open-requirements';

/** More than this is another distribution of Python, and nobody reads that many recipes. */
export const MAX_PACKAGES = 100;
/** A server is asked for no more sources at the same time. */
const AT_ONCE = 4;

export interface DependencySurroundings {
  platform: string;
  /** @param constraint of all who ask. @throws where there is no source, or no place for the recipe */
  plan(dependency: OpenRequirement, constraint: string): Promise<PlannedRecipe>;
  /** Says what takes a while. */
  tell: ((line: string) => void) | undefined;
}

export interface Dependencies {
  planned: PlannedRecipe[];
  /** What could not be had, and why, line by line. */
  log: string[];
}

/**
 * Plans recipes for what a recipe asks for and nothing provides, for what those ask for, and so on: the nearest first,
 * each once. One that cannot be had is a line of the log.
 */
export async function planDependencies(
  first: PlannedRecipe,
  surroundings: DependencySurroundings,
): Promise<Dependencies> {
  const demands = new Demands(chosenNames(first.plan));
  const planned: PlannedRecipe[] = [];
  const log: string[] = [];
  let level = [first];
  let tried = 0;
  while (level.length > 0) {
    const open = level.flatMap(({ plan }) => openRequirements(plan, surroundings.platform));
    const wanted = demands.add(open);
    const next = wanted.slice(0, MAX_PACKAGES - tried);
    tried += next.length;
    if (next.length > 0) surroundings.tell?.(`Reading ${listOf(next)}.`);
    const results = await inTurns(next, AT_ONCE, (one) => attempt(one, demands, surroundings));
    level = results.filter((result) => typeof result !== 'string');
    planned.push(...level);
    log.push(...results.filter((result) => typeof result === 'string'));
    if (next.length < wanted.length) {
      log.push(
        `${MAX_PACKAGES} packages are enough for a run; no recipe for ${listOf(wanted.slice(next.length))}.`,
      );
      break;
    }
  }
  const excluded = [first, ...planned].flatMap((one) => excludedVersions(one, demands));
  return { planned, log: [...excluded, ...log] };
}

/** @returns a line for the log where it cannot be had */
async function attempt(
  wanted: OpenRequirement,
  demands: Demands,
  { plan }: DependencySurroundings,
): Promise<PlannedRecipe | string> {
  try {
    return await plan(wanted, demands.constraintOn(wanted.name));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `No recipe for ${wanted.name}, which ${wanted.requiredBy} requires: ${oneLine(reason)}`;
  }
}
