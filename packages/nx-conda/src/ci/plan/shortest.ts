import type { Assignment } from './assignment';
import { fillWaves, type Shape } from './fill-waves';
import { type Graph, mirrored } from './graph';
import { improve } from './improve';
import { randomNumbers } from './random';

/** Shapes that are tried first, then changes of the best ones. */
const RANDOM_SHAPES = 300;
const CHANGED_SHAPES = 300;
const KEPT = 4;
const IMPROVED = 3;
const AFFINITIES = [0, 0.3, 1, 3];
const MOVES_PER_UNIT = 800;
const MOST_MOVES = 100_000;
/** How much longer than the bound all waves together may be. */
const SLACK = 0.4;

/** A shape, and what comes of it. */
interface Attempt {
  shape: Shape;
  /** Filled from the end: with the mirrored graph. */
  isTurned: boolean;
  assignment: Assignment;
}

/** The shortest assignment to so many waves of jobs that a search finds. */
export function shortest(graph: Graph, waves: number, jobs: number): Assignment {
  if (waves === 1) return fillWaves(graph, jobs, { caps: [], affinity: 0 });
  const found = attempts(graph, waves, jobs).slice(0, IMPROVED);
  const moves = Math.min(MOST_MOVES, MOVES_PER_UNIT * graph.nodes.length);
  const improved = found.map(({ assignment }, index) => improve(assignment, moves, index + 1));
  return improved.reduce((best, one) => (one.seconds < best.seconds ? one : best));
}

/** The shortest ones are first. */
function attempts(graph: Graph, waves: number, jobs: number): Attempt[] {
  const random = randomNumbers(waves);
  const turned = mirrored(graph);
  const attempt = (shape: Shape, isTurned: boolean): Attempt => {
    const filled = fillWaves(isTurned ? turned : graph, jobs, shape);
    return { shape, isTurned, assignment: isTurned ? filled.copy(true, graph.nodes) : filled };
  };
  const bound = Math.max(graph.criticalPath, graph.work / jobs);
  let best: Attempt[] = [];
  for (let index = 0; index < RANDOM_SHAPES; index++) {
    const affinity = AFFINITIES[Math.floor(index / 2) % AFFINITIES.length] ?? 0;
    const shape = { caps: randomCaps(waves, bound, random), affinity };
    best = shortestOf([...best, attempt(shape, index % 2 === 1)]);
  }
  for (let index = 0; index < CHANGED_SHAPES; index++) {
    for (const { shape, isTurned } of best.slice(Math.floor(random() * best.length)).slice(0, 1)) {
      const caps = shape.caps.map((cap) => cap * Math.exp((random() - 0.5) / 2));
      best = shortestOf([...best, attempt({ ...shape, caps }, isTurned)]);
    }
  }
  return best;
}

function shortestOf(tried: Attempt[]): Attempt[] {
  return tried.sort((a, b) => a.assignment.seconds - b.assignment.seconds).slice(0, KEPT);
}

/** Parts of a duration a little above the bound; the last wave has no cap. */
function randomCaps(waves: number, bound: number, random: () => number): number[] {
  const parts = Array.from({ length: waves }, () => -Math.log(1 - random()));
  const sum = parts.reduce((total, part) => total + part, 0);
  const seconds = bound * (1 + SLACK * random());
  return parts.slice(0, -1).map((part) => (part / sum) * seconds);
}
