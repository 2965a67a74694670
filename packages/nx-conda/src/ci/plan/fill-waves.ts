import { Assignment } from './assignment';
import type { Graph, Node } from './graph';

export interface Shape {
  /** The longest duration of a job, for each wave but the last. */
  caps: number[];
  /** How much units with a common next unit are drawn into the same job. */
  affinity: number;
}

/** Rounding errors of sums. */
const TINY = 1e-6;

/**
 * Fills one wave after another: the unit with the longest chain behind it first, as long as it fits under the cap. The
 * last wave gets the rest; there, units that are connected are in the same job.
 */
export function fillWaves(graph: Graph, jobs: number, { caps, affinity }: Shape): Assignment {
  const assignment = new Assignment(graph.nodes, caps.length + 1, jobs);
  for (const [wave, cap] of caps.entries())
    new Filling(assignment, wave, { cap, affinity }).fill(graph.longestFirst);
  fillLast(assignment);
  return assignment;
}

/** One wave while it is filled. */
class Filling {
  constructor(
    private readonly assignment: Assignment,
    private readonly wave: number,
    private readonly limits: { cap: number; affinity: number },
  ) {}

  fill(longestFirst: readonly Node[]): void {
    const isOpen = (node: Node) => this.assignment.waveOf(node) < 0;
    // A chain is longer than its end, so each unit comes after those that it waits for.
    for (const node of longestFirst) {
      if (!isOpen(node) || node.before.some(isOpen)) continue;
      const job = this.jobFor(node);
      if (job !== undefined) this.assignment.put(node, this.wave, job);
    }
  }

  /** @returns undefined if the unit fits into no job of the wave. */
  private jobFor(node: Node): number | undefined {
    const { assignment, wave } = this;
    const here = node.before.filter((one) => assignment.waveOf(one) === wave);
    const [first] = here;
    const given = first && assignment.jobOf(first);
    if (here.some((one) => assignment.jobOf(one) !== given)) return undefined;
    if (given !== undefined) return this.fits(node, given) ? given : undefined;
    return this.bestJob(node);
  }

  private bestJob(node: Node): number | undefined {
    const drawn = this.attraction(node);
    let best: { job: number; score: number } | undefined;
    for (let job = 0; job < this.assignment.jobs; job++) {
      if (!this.fits(node, job)) continue;
      const score = this.assignment.load(this.wave, job) - (drawn?.[job] ?? 0);
      if (best === undefined || score < best.score) best = { job, score };
    }
    return best?.job;
  }

  /** For each job, the share of the units that the next units wait for too. */
  private attraction(node: Node): Float64Array | undefined {
    const { cap, affinity } = this.limits;
    if (affinity === 0) return undefined;
    const shares = new Float64Array(this.assignment.jobs);
    let sum = 0;
    for (const { before } of node.next) {
      const here = before.filter((other) => this.assignment.waveOf(other) === this.wave);
      for (const job of here.map((other) => this.assignment.jobOf(other)))
        shares[job] = (shares[job] ?? 0) + 1 / before.length;
      sum += here.length / before.length;
    }
    return sum === 0 ? undefined : shares.map((share) => (share / sum) * affinity * cap);
  }

  private fits({ seconds }: Node, job: number): boolean {
    return this.assignment.load(this.wave, job) + seconds <= this.limits.cap + TINY;
  }
}

function fillLast(assignment: Assignment): void {
  const wave = assignment.waves - 1;
  const groups = connectedGroups(assignment.nodes.filter((node) => assignment.waveOf(node) < 0));
  const sized = groups.map((group) => ({ group, seconds: group.reduce((sum, one) => sum + one.seconds, 0) }));
  for (const { group } of sized.sort((a, b) => b.seconds - a.seconds)) {
    const job = assignment.idlest(wave);
    for (const node of group) assignment.put(node, wave, job);
  }
}

function connectedGroups(nodes: Node[]): Node[][] {
  const open = new Set(nodes);
  const groups: Node[][] = [];
  for (const first of nodes) {
    if (!open.delete(first)) continue;
    const group = [first];
    // Grows while it is walked.
    for (const { before, next } of group)
      group.push(...[...before, ...next].filter((one) => open.delete(one)));
    groups.push(group);
  }
  return groups;
}
