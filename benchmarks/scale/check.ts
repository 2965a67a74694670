import { ExplainedError } from '../../packages/nx-conda/src/explained-error';
import { graphOf } from '../../packages/nx-conda/src/ci/plan/graph';
import type { Bound } from '../../packages/nx-conda/src/ci/plan/plan-waves';
import type { Unit } from '../../packages/nx-conda/src/ci/plan/unit';
import type { Run } from './run';

/** Rounding errors of sums. */
const TINY = 1e-3;

/** No run on so many machines is shorter. */
export function boundOf(units: readonly Unit[], machines: number): Bound {
  const { criticalPath, work } = graphOf(units);
  return { seconds: Math.max(criticalPath, work / machines), criticalPath, work };
}

/**
 * @returns the run
 * @throws ExplainedError if the run is impossible
 */
export function checked(run: Run, units: readonly Unit[], machines: number): Run {
  const [first] = mistakes(run, units, machines);
  if (first !== undefined) throw new ExplainedError(`The simulated run is impossible: ${first}.`);
  return run;
}

export function mistakes(run: Run, units: readonly Unit[], machines: number): string[] {
  const builds = run.sessions.flatMap((session) => session.builds);
  const built = new Map(builds.map((build) => [build.id, build]));
  const known = new Set(units.map(({ id }) => id));
  const wrong: string[] = [];
  if (builds.length !== units.length || !units.every(({ id }) => built.has(id)))
    wrong.push(`${builds.length} builds of ${built.size} packages instead of ${units.length}`);
  for (const { id, after } of units) {
    const start = built.get(id)?.start ?? Infinity;
    for (const one of after.filter((other) => known.has(other)))
      if ((built.get(one)?.end ?? Infinity) > start + TINY) wrong.push(`${id} starts before ${one} ends`);
  }
  for (const session of run.sessions)
    for (const [index, { id, start }] of session.builds.entries())
      if (index > 0 && (session.builds[index - 1]?.end ?? 0) > start + TINY)
        wrong.push(`a machine starts ${id} before it is free`);
  for (let wave = 0; wave < run.waves; wave++) {
    const used = run.sessions.filter((session) => session.wave === wave).length;
    if (used > machines) wrong.push(`wave ${wave + 1} has ${used} machines`);
  }
  const { seconds } = boundOf(units, machines);
  if (run.seconds < seconds) wrong.push(`${run.seconds} s are less than the bound of ${seconds} s`);
  return wrong;
}
