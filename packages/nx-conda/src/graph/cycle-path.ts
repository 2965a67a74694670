import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';
import type { Installation } from './installation';

/** One requirement in a build cycle. */
export interface CycleStep {
  /** Root of the project that has the requirement. */
  from: string;
  /** The required package. */
  requirement: string;
  /** Root of the project that provides it. */
  to: string;
}

export interface CycleSearchFacts {
  factsOf: (root: string) => RecipeFacts | undefined;
  installationOf: (root: string) => Installation;
}

/** `run`: the requirement is only installed, together with an output that is needed. */
interface Place {
  root: string;
  installed?: OutputFacts;
}

interface Arrival {
  place: Place;
  steps: CycleStep[];
}

/**
 * A short cycle from a project back to itself, over build requirements and what must be installed with them. Undefined
 * if none exists.
 */
export function cyclePath(start: string, facts: CycleSearchFacts): CycleStep[] | undefined {
  const seen = new Set<OutputFacts | string>([start]);
  // The list grows during the loop: the nearest come first.
  const arrivals: Arrival[] = [{ place: { root: start }, steps: [] }];
  for (const { place, steps } of arrivals) {
    for (const { step, output } of stepsFrom(place, facts)) {
      // Using its own outputs requires nothing from other recipes, so this is not a step.
      const isOwn = step.to === place.root;
      const path = isOwn ? steps : [...steps, step];
      if (step.to === start && !isOwn) return path;
      const places: Place[] = [{ root: step.to }, { root: step.to, installed: output }];
      arrivals.push(...places.filter((one) => isNew(one, seen)).map((one) => ({ place: one, steps: path })));
    }
  }
  return undefined;
}

function isNew({ root, installed }: Place, seen: Set<OutputFacts | string>): boolean {
  const key = installed ?? root;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

interface Step {
  step: CycleStep;
  output: OutputFacts;
}

function stepsFrom({ root, installed }: Place, { factsOf, installationOf }: CycleSearchFacts): Step[] {
  const installation = installationOf(root);
  const { build, target } = installation.platforms;
  const toProviders = (names: string[], platform: string, { variant }: OutputFacts) =>
    names.flatMap((requirement) =>
      installation
        .providers(requirement, platform, [variant])
        .map(({ root: to, output }) => ({ step: { from: root, requirement, to }, output })),
    );
  if (installed) return toProviders(installation.runNames(installed), target, installed);
  return (factsOf(root)?.outputs ?? []).flatMap((output) => [
    ...toProviders(installation.hostNames(output), target, output),
    ...toProviders(
      output.requirements.build.map(({ name }) => name),
      build,
      output,
    ),
  ]);
}
