import type { Engine } from './engine';
import { formatSteps } from '../explained-error';
import { machineFailures } from './failures/machine';
import { readLog, type FailureLog } from './failures/read-log';
import { renderFailures } from './failures/render';
import type { FailureRule } from './failures/failure-rule';
import { scriptFailures } from './failures/script';
import { solveFailures } from './failures/solve';
import { sourceFailures } from './failures/source';
import { testFailures } from './failures/test';

/** How rattler-build ended, as far as its log does not say it. */
export interface RunEnd {
  exitCode?: number;
  signal?: string;
}

// The first that fits is taken: what is wrong with the machine explains everything else.
const RULES: FailureRule[] = [
  ...machineFailures,
  ...sourceFailures,
  ...renderFailures,
  ...solveFailures,
  ...testFailures,
  ...scriptFailures,
];

/**
 * What happened and what to do next, for the failures of rattler-build that are known; undefined for others. The
 * log itself is for the caller to show.
 * @param log stdout and stderr of a run of rattler-build that failed.
 */
export function explainFailure(log: string, engine: Engine, end: RunEnd = {}): string | undefined {
  const failure = readLog(log);
  if (end.exitCode === 137 || end.signal === 'SIGKILL') failure.error += '\nrattler-build was killed';
  for (const rule of RULES) {
    const found = find(rule, failure);
    if (found) {
      const { what, steps, check } = rule.explain(found, { engine, place: failure.place });
      return formatSteps(what, check === undefined ? steps : [...steps, foundBefore(check)]);
    }
  }
  return undefined;
}

function foundBefore(check: string): string {
  return `Before a build, conda-check looks for this (${check}), and mends what is certain: nx run <project>:conda-check --fix`;
}

/** rattler-build's own words, with the explanation below them where there is one. */
export function withExplanation(error: string, engine: Engine): string {
  return [error, explainFailure(error, engine)].filter(Boolean).join('\n');
}

function find({ pattern, within }: FailureRule, log: FailureLog): RegExpMatchArray | undefined {
  if (within === 'script' && !log.scriptFailed) return undefined;
  const text = within === 'error' ? log.error : log.text;
  // What a script says last is closest to what ended it.
  return [...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].at(-1);
}
