import { messageOf } from '../../../explained-error';
import { allowsVersion } from '../../../source/requirements/python-constraint';
import type { RecipePlan } from '../plan';
import type { PlannedRecipe } from '../plan-recipe';
import { condaNameOf } from '../requirements/conda-name';
import { oneLine } from '../text/untrusted-text';
import { Demands } from './demands';
import { listOf, type OpenRequirement, openRequirements } from './open-requirements';

/** Enough for one run; a person cannot review more recipes. */
export const MAX_PACKAGES = 100;
/** Maximum concurrent downloads. */
const AT_ONCE = 4;

export interface DependencySurroundings {
  platform: string;
  /** @param constraint of all requirements. @throws if the source is not found, or the recipe's folder exists */
  plan(dependency: OpenRequirement, constraint: string): Promise<PlannedRecipe>;
  /** Reports slow steps. */
  tell: ((line: string) => void) | undefined;
}

export interface Dependencies {
  planned: PlannedRecipe[];
  /** Log lines: failed packages, and why. */
  log: string[];
}

/**
 * Plans recipes for the open requirements of a recipe, for theirs, and so on: the nearest first, each once. A failed
 * one becomes a line of the log.
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
    if (next.length > 0) surroundings.tell?.(`Reading the sources of ${listOf(next)}.`);
    const results = await inTurns(next, AT_ONCE, (one) => attempt(one, demands, surroundings));
    level = results.filter((result) => typeof result !== 'string');
    planned.push(...level);
    log.push(...results.filter((result) => typeof result === 'string'));
    if (next.length < wanted.length) {
      const others = wanted.slice(next.length).map(({ name }) => name);
      log.push(
        `This run reached the limit of ${MAX_PACKAGES} packages, so no recipes were written for ${others.join(', ')}. To write these recipes, run nx g nx-conda:recipe <name> --recursive for each of these packages, with the same --directory, and with --from=pypi:<name on PyPI> if PyPI has the package under another name.`,
      );
      break;
    }
  }
  const excluded = [first, ...planned].flatMap((one) => excludedVersions(one, demands));
  return { planned, log: [...excluded, ...log] };
}

/** @returns a log line if it fails */
async function attempt(
  wanted: OpenRequirement,
  demands: Demands,
  { plan }: DependencySurroundings,
): Promise<PlannedRecipe | string> {
  try {
    return await plan(wanted, demands.constraintOn(wanted.name));
  } catch (error) {
    return `No recipe was written for ${wanted.name}, which ${wanted.requiredBy} requires: ${oneLine(messageOf(error))}`;
  }
}

/** Runs the action on all items, at most `atOnce` at a time. @returns results in the order of the items */
async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(action))));
  }
  return results;
}

/** Requirements that exclude a recipe's version: they were found after the recipe was planned. */
function excludedVersions({ target, plan }: PlannedRecipe, demands: Demands): string[] {
  const { version } = plan.facts;
  if (version === undefined) return [];
  const lines = chosenNames(plan)
    .flatMap((name) => demands.of(name))
    .filter(({ constraint }) => constraint !== '' && !allowsVersion(constraint, version))
    .map(({ constraint, requiredBy }) => {
      const wanted = oneLine(constraint, 100);
      return `${target.folder}/recipe.yaml: this recipe has version ${version}, but ${requiredBy} requires a version ${wanted}. Change the version or the requirement.`;
    });
  return [...new Set(lines)];
}

/** The chosen name of a package, and the name that others require. */
function chosenNames({ name, facts, names }: RecipePlan): string[] {
  const asked = condaNameOf(facts.name ?? name, names).name;
  return [...new Set([name, ...(asked === undefined ? [] : [asked])])];
}
