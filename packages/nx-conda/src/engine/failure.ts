import type { Engine } from './engine';
import { formatSteps } from '../explained-error';
import { machineFailures } from './failures/machine';
import { packagingFailures } from './failures/packaging';
import { programFailures } from './failures/program';
import { readLog, type FailureLog } from './failures/read-log';
import { renderFailures } from './failures/render';
import type { FailureExplanation, FailureRule } from './failures/failure-rule';
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
  ...programFailures,
  ...packagingFailures,
];

/**
 * What happened and what to do next, for known failures of rattler-build; undefined for others. The caller shows the
 * log itself.
 * @param log stdout and stderr of a failed run of rattler-build.
 */
export function explainFailure(log: string, engine: Engine, end: RunEnd = {}): string | undefined {
  const explanation = explanationOf(readLog(log), engine, end);
  return explanation && formatSteps(explanation.what, stepsOf(explanation));
}

/** The explanation of a failure that a rule knows. */
export function explanationOf(
  failure: FailureLog,
  engine: Engine,
  end: RunEnd = {},
): FailureExplanation | undefined {
  const wasKilled = end.exitCode === 137 || end.signal === 'SIGKILL';
  const log = wasKilled ? { ...failure, error: `${failure.error}\nrattler-build was killed` } : failure;
  for (const rule of RULES) {
    const found = find(rule, log);
    if (found) return rule.explain(found, { engine, ...log });
  }
  return undefined;
}

/** The next steps, with that of conda-check. */
export function stepsOf({ steps, check }: FailureExplanation): string[] {
  return check === undefined ? steps : [...steps, foundBefore(check)];
}

function foundBefore(check: string): string {
  return `conda-check can find this problem before a build (rule ${check}). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix`;
}

/** rattler-build's own message, followed by the explanation, if any. */
export function withExplanation(error: string, engine: Engine): string {
  return [error, explainFailure(error, engine)].filter(Boolean).join('\n');
}

function find(rule: FailureRule, log: FailureLog): RegExpMatchArray | undefined {
  const text = textToSearch(rule, log);
  // The last message of a script is closest to the cause.
  return [...text.matchAll(new RegExp(rule.pattern, `g${rule.pattern.flags}`))].at(-1);
}

function textToSearch({ within }: FailureRule, { error, text, script, scriptErrors }: FailureLog): string {
  if (within === 'error') return error;
  if (within === 'log') return text;
  if (!script) return '';
  // Errors that the script survived do not explain its failure.
  const lines = scriptErrors.length > 0 ? scriptErrors : script.lines;
  return [...lines, `Script failed with status ${script.status ?? ''}`].join('\n');
}
