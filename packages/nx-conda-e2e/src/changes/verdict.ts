import type { NamedChange } from './change';

/** What became of a task: `absent`: `affected` did not ask for it. */
export type Happened = 'built' | 'reused' | 'failed' | 'absent';

/** One change in one mode. */
export interface Observation {
  change: NamedChange;
  mode: string;
  happened: Happened;
  /** The package before the change and after the run; a test has none. */
  before?: string;
  after?: string;
  /** The package of a build without the cache, where one was made to see whether a reuse was right. */
  truth?: string;
  /** What conda-explain said before the run. */
  explained?: string;
}

/**
 * `right`; `wrong`: an old package was reused; `needless`: a build that nothing asked for; `unproven`: what was expected did
 * not happen, or the row proves nothing.
 */
export type Verdict = 'right' | 'wrong' | 'needless' | 'lying' | 'unproven';

export function verdictOn(observation: Observation): Verdict {
  const { change, happened, explained } = observation;
  if (happened === 'failed') return change.target ? 'right' : 'unproven';
  if (explained === 'reuse' && happened === 'built') return 'lying';
  if (explained === 'build' && happened === 'reused') return 'lying';
  return happened === 'built' ? ofBuild(observation) : ofReuse(observation);
}

function ofBuild({ change, before, after }: Observation): Verdict {
  if (change.expected !== 'builds') return 'needless';
  // A package that is as before shows nothing: the row must be mended.
  return before === after ? 'unproven' : 'right';
}

function ofReuse({ change, after, truth }: Observation): Verdict {
  if (change.expected !== 'builds') return 'right';
  if (change.target) return 'wrong';
  return truth !== undefined && truth !== after ? 'wrong' : 'unproven';
}

/** Whether only another build can tell. */
export function isSuspicious({ change, happened }: Observation): boolean {
  return change.expected === 'builds' && !change.target && (happened === 'reused' || happened === 'absent');
}

/** A line for each row that is not right, those of one verdict together. */
export function printed(observations: Observation[]): string {
  const lines = observations
    .map((observation) => ({ ...observation, verdict: verdictOn(observation) }))
    .filter(({ verdict }) => verdict !== 'right')
    .map(({ verdict, mode, change, happened, explained }) =>
      [
        verdict.padEnd(8),
        mode.padEnd(24),
        change.name.padEnd(15),
        `expected ${change.expected}`.padEnd(17),
        happened.padEnd(7),
        `${change.what}${explained ? ` (explain: ${explained})` : ''}`,
      ].join('  '),
    );
  return lines.sort().join('\n');
}
