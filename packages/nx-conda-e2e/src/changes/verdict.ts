import type { NamedChange } from './change';

/** The result of a task; `absent`: `affected` did not run it. */
export type Happened = 'built' | 'reused' | 'failed' | 'absent';

/** One change in one mode. */
export interface Observation {
  change: NamedChange;
  mode: string;
  happened: Happened;
  /** The package before the change and after the run; a test has none. */
  before?: string;
  after?: string;
  /** The package of a build without the cache, if one was made to check a reuse. */
  truth?: string;
  /** conda-explain's answer before the run. */
  explained?: string;
}

/**
 * `wrong`: an old package was reused. `needless`: an unnecessary build. `lying`: conda-explain contradicts Nx.
 * `unproven`: the build failed, or the row shows nothing, since its package is the same after the change.
 */
export type Verdict = 'right' | 'wrong' | 'needless' | 'lying' | 'unproven';

export function verdictOn(observation: Observation): Verdict {
  const { change, happened, explained } = observation;
  if (happened === 'failed') return change.target ? 'right' : 'unproven';
  const verdict = happened === 'built' ? ofBuild(observation) : ofReuse(observation);
  const isLie = explained === { built: 'reuse', reused: 'build', absent: undefined }[happened];
  return isLie && explained !== undefined && verdict !== 'wrong' ? 'lying' : verdict;
}

function ofBuild({ change, before, after }: Observation): Verdict {
  if (change.expected !== 'builds') return 'needless';
  // An unchanged package shows nothing: the row must be fixed.
  return before === after ? 'unproven' : 'right';
}

function ofReuse({ change, after, truth }: Observation): Verdict {
  if (change.expected !== 'builds') return 'right';
  if (change.target) return 'wrong';
  return truth !== undefined && truth !== after ? 'wrong' : 'unproven';
}

/** Whether only another build can decide. */
export function isSuspicious({ change, happened }: Observation): boolean {
  return change.expected === 'builds' && !change.target && (happened === 'reused' || happened === 'absent');
}

/** A line for each fault, grouped by verdict. A needless build is not a fault if either is fine. */
export function faults(observations: Observation[]): string {
  return lines(observations, (verdict, { change }) => verdict !== 'needless' || change.expected !== 'may');
}

/** A line for each build that did not change the package. */
export function prices(observations: Observation[]): string {
  return lines(observations, (verdict, { change }) => verdict === 'needless' && change.expected === 'may');
}

function lines(
  observations: Observation[],
  wanted: (verdict: Verdict, observation: Observation) => boolean,
): string {
  return observations
    .map((observation) => ({ observation, verdict: verdictOn(observation) }))
    .filter(({ observation, verdict }) => verdict !== 'right' && wanted(verdict, observation))
    .map(({ observation, verdict }) => lineOf(verdict, observation))
    .sort()
    .join('\n');
}

function lineOf(verdict: Verdict, { mode, change, happened, explained }: Observation): string {
  return [
    verdict.padEnd(8),
    mode.padEnd(24),
    change.name.padEnd(15),
    `expected ${change.expected}`.padEnd(17),
    happened.padEnd(7),
    `${change.what}${explained ? ` (explain: ${explained})` : ''}`,
  ].join('  ');
}
