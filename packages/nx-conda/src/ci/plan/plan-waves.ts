import type { Assignment } from './assignment';
import { graphOf } from './graph';
import { jobsOf } from './jobs-of';
import { shortest } from './shortest';
import type { Limits, Unit, Wave } from './unit';

export interface WavePlan {
  waves: Wave[];
  /** Sum of the longest jobs of all waves, without the start of the waves. */
  seconds: number;
  bound: Bound;
}

/** No plan can be shorter, even without waves and their start. */
export interface Bound {
  /** The longer one of the longest chain, and all work on all machines at once. */
  seconds: number;
  criticalPath: number;
  /** Sum of all durations. */
  work: number;
}

/**
 * Cuts units into waves of jobs, so that the waves take as little time as possible. A unit is in a later wave than all
 * units that it waits for, or in the same job. The same units always give the same plan.
 */
export function planWaves(units: readonly Unit[], { jobs, waves, startSeconds }: Limits): WavePlan {
  const graph = graphOf(units);
  const { criticalPath, work } = graph;
  const bound = { seconds: Math.max(criticalPath, work / jobs), criticalPath, work };
  if (graph.nodes.length === 0) return { waves: [], seconds: 0, bound };
  let best: Assignment | undefined;
  const total = (one: Assignment) => one.seconds + used(one) * startSeconds;
  for (let count = 1; count <= Math.min(waves, graph.nodes.length); count++) {
    // Further waves cannot be worth their start.
    if (best && total(best) <= bound.seconds + count * startSeconds) break;
    const found = shortest(graph, count, jobs);
    if (!best || total(found) < total(best)) best = found;
  }
  return { waves: best ? jobsOf(best) : [], seconds: best?.seconds ?? 0, bound };
}

function used(assignment: Assignment): number {
  const waves = Array.from({ length: assignment.waves }, (_, wave) => assignment.longest(wave));
  return waves.filter((seconds) => seconds > 0).length;
}
