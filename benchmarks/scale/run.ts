import { graphOf, type Node } from '../../packages/nx-conda/src/ci/plan/graph';
import { planWaves } from '../../packages/nx-conda/src/ci/plan/plan-waves';
import type { Unit } from '../../packages/nx-conda/src/ci/plan/unit';

/** Time that a machine needs before it works: checkout, installation. */
export const START_SECONDS = 120;

/** What one machine does between its start and its end. */
export interface Session {
  /** Number of the wave; without waves, all machines work in wave 0. */
  wave: number;
  builds: Build[];
}

export interface Build {
  id: string;
  /** Seconds after the start of the run. */
  start: number;
  end: number;
}

/** A simulated run of CI. */
export interface Run {
  seconds: number;
  waves: number;
  sessions: Session[];
}

/** One build after another. */
export function oneMachine(units: readonly Unit[]): Run {
  return agents(units, 1);
}

/** As `nx-conda plan` plans it. @param waves at most */
export function matrix(units: readonly Unit[], jobs: number, waves: number): Run {
  const plan = planWaves(units, { jobs, waves, startSeconds: START_SECONDS });
  const duration = new Map(units.map(({ id, seconds }) => [id, seconds]));
  const sessions: Session[] = [];
  let now = 0;
  for (const [wave, planned] of plan.waves.entries()) {
    const begun = planned.map(({ units: ids }) => ({
      wave,
      builds: inTurn(ids, now + START_SECONDS, duration),
    }));
    sessions.push(...begun);
    now = endOf(begun);
  }
  return { seconds: now, waves: plan.waves.length, sessions };
}

function inTurn(ids: string[], start: number, duration: Map<string, number>): Build[] {
  let now = start;
  return ids.map((id) => {
    const begin = now;
    now += duration.get(id) ?? 0;
    return { id, start: begin, end: now };
  });
}

/**
 * A machine that is free takes the unit with the longest chain behind it, of those that can be built. In which order
 * agents of Nx Cloud take tasks is not published.
 */
export function agents(units: readonly Unit[], machines: number): Run {
  const queue = new Queue(graphOf(units).longestFirst);
  const working: { node: Node; machine: number; end: number }[] = [];
  const free = Array.from({ length: machines }, (_, machine) => machine);
  const sessions = free.map((): Session => ({ wave: 0, builds: [] }));
  let now = START_SECONDS;
  for (;;) {
    for (const machine of free.splice(0, queue.ready.length)) {
      for (const node of queue.ready.splice(0, 1)) {
        const end = now + node.seconds;
        working.push({ node, machine, end });
        sessions[machine]?.builds.push({ id: node.id, start: now, end });
      }
    }
    const done = working.sort((a, b) => b.end - a.end).pop();
    if (!done) break;
    now = done.end;
    free.push(done.machine);
    queue.finish(done.node);
  }
  const used = sessions.filter(({ builds }) => builds.length > 0);
  return { seconds: endOf(used), waves: 1, sessions: used };
}

/** Units that can be built, the longest chain first. */
class Queue {
  readonly ready: Node[];
  private readonly waiting: Map<Node, number>;

  constructor(longestFirst: readonly Node[]) {
    this.waiting = new Map(longestFirst.map((node) => [node, node.before.length]));
    this.ready = longestFirst.filter(({ before }) => before.length === 0);
  }

  finish({ next }: Node): void {
    for (const node of next) {
      const left = (this.waiting.get(node) ?? 0) - 1;
      this.waiting.set(node, left);
      if (left === 0) this.insert(node);
    }
  }

  private insert(node: Node): void {
    const at = this.ready.findIndex(({ tail }) => tail < node.tail);
    this.ready.splice(at < 0 ? this.ready.length : at, 0, node);
  }
}

function endOf(sessions: Session[]): number {
  return sessions.flatMap(({ builds }) => builds).reduce((last, { end }) => Math.max(last, end), 0);
}
