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

/** How rattler-build ended, if not shown in its log. */
export interface RunEnd {
  exitCode?: number;
  signal?: string;
}

// The first match wins: problems of the machine explain everything else.
const RULES: FailureRule[] = [
  ...machineFailures,
  ...sourceFailures,
  ...renderFailures,
  ...solveFailures,
  ...testFailures,
  ...scriptFailures,
];

/**
 * What happened and what to do next, for known failures of rattler-build; undefined for others. The caller shows the
 * log itself.
 * @param log stdout and stderr of a failed run of rattler-build.
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
  return `conda-check can find this problem before a build (rule ${check}). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix`;
}

/** rattler-build's own message, followed by the explanation, if any. */
export function withExplanation(error: string, engine: Engine): string {
  return [error, explainFailure(error, engine)].filter(Boolean).join('\n');
}

function find({ pattern, within }: FailureRule, log: FailureLog): RegExpMatchArray | undefined {
  if (within === 'script' && !log.scriptFailed) return undefined;
  const text = within === 'error' ? log.error : log.text;
  // The last message of a script is closest to the cause.
  return [...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].at(-1);
}
