import type { Assignment } from './assignment';
import type { Node } from './graph';
import { randomNumbers } from './random';

/** Weight of the mean load of a wave beside its longest job: a shorter job that is not the longest helps later. */
const EVENNESS = 0.15;
/** Share of the whole duration that a move may make worse in the beginning. */
const HEAT = 0.03;

interface Place {
  wave: number;
  job: number;
}

/**
 * Simulated annealing: moves single units to other jobs and waves, at first also if that makes the plan longer.
 * @returns the best assignment seen.
 */
export function improve(start: Assignment, moves: number, seed: number): Assignment {
  const random = randomNumbers(seed);
  const current = start.copy();
  let best = start;
  let shortest = start.seconds;
  const scores = Array.from({ length: start.waves }, (_, wave) => scoreOf(current, wave));
  const hottest = HEAT * shortest;
  for (let move = 0; move < moves; move++) {
    const heat = hottest * (1 - move / moves) ** 2 + Number.EPSILON;
    const node = current.nodes[Math.floor(random() * current.nodes.length)];
    const place = node && randomPlace(node, current, random);
    if (!node || !place || !tryMove(node, place, { current, scores, heat, random })) continue;
    // Half of the better plans are only seen for a moment.
    const seconds = current.seconds;
    if (seconds >= shortest * (1 - 1e-9)) continue;
    shortest = seconds;
    best = current.copy();
  }
  return best;
}

interface Search {
  current: Assignment;
  /** Of each wave. */
  scores: number[];
  heat: number;
  random: () => number;
}

/** @returns whether the unit was moved. */
function tryMove(node: Node, to: Place, { current, scores, heat, random }: Search): boolean {
  const from = { wave: current.waveOf(node), job: current.jobOf(node) };
  if (from.wave === to.wave && from.job === to.job) return false;
  current.put(node, to.wave, to.job);
  const waves = from.wave === to.wave ? [to.wave] : [from.wave, to.wave];
  const news = waves.map((wave) => scoreOf(current, wave));
  const change = waves.reduce((sum, wave, index) => sum + (news[index] ?? 0) - (scores[wave] ?? 0), 0);
  if (change > 0 && random() >= Math.exp(-change / heat)) {
    current.put(node, from.wave, from.job);
    return false;
  }
  waves.forEach((wave, index) => (scores[wave] = news[index] ?? 0));
  return true;
}

function scoreOf(assignment: Assignment, wave: number): number {
  let squares = 0;
  for (let job = 0; job < assignment.jobs; job++) squares += assignment.load(wave, job) ** 2;
  return assignment.longest(wave) + EVENNESS * Math.sqrt(squares / assignment.jobs);
}

/** A wave and a job where the unit may be, while all others stay; undefined if the random one is not allowed. */
function randomPlace(node: Node, current: Assignment, random: () => number): Place | undefined {
  const first = edge(node.before, current, 1) ?? { wave: 0, jobs: ANY };
  const last = edge(node.next, current, -1) ?? { wave: current.waves - 1, jobs: ANY };
  const wave = first.wave + Math.floor(random() * (last.wave - first.wave + 1));
  const job = Math.floor(random() * current.jobs);
  // Units before and after it that are in one wave are in the job of the unit.
  const given = [first, last].find((one) => one.wave === wave && one.jobs !== ANY);
  if (given?.jobs === SEVERAL) return undefined;
  return { wave, job: given?.jobs ?? job };
}

const ANY = -1;
const SEVERAL = -2;

/**
 * The last wave of the units before it, or the first one of those after it, and the job that has them there.
 * @param sign 1 for the last, -1 for the first
 */
function edge(nodes: Node[], current: Assignment, sign: number): { wave: number; jobs: number } | undefined {
  let found: { wave: number; jobs: number } | undefined;
  for (const node of nodes) {
    const [wave, job] = [current.waveOf(node), current.jobOf(node)];
    if (found === undefined || (wave - found.wave) * sign > 0) found = { wave, jobs: job };
    else if (wave === found.wave && job !== found.jobs) found.jobs = SEVERAL;
  }
  return found;
}
