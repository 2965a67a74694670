import { CancelProbe } from '../machine/cancel-probe';
import type { Engine } from '../engine/engine';
import { explainFailure } from '../engine/failure';
import type { IsolatedRun } from '../engine/isolation/isolated-run';
import { run, type RunResult } from '../machine/run';
import { logger } from '../nx';
import { ExplainedError } from '../explained-error';

/** Where and how rattler-build runs for a task. */
export interface EngineRun {
  cwd: string;
  /** Value of CONDA_OVERRIDE_CUDA; empty: no CUDA; undefined: from the environment or the machine. */
  cuda?: string;
  /** Further environment variables. */
  env?: Record<string, string>;
  /** Start of the error message. */
  failure: string;
}

/** The rattler-build of a task and its isolation, if any. */
export interface Runner {
  engine: Engine;
  isolated?: IsolatedRun;
}

/**
 * Runs rattler-build and prints its log as it arrives.
 * @returns the log of a successful run.
 * @throws ExplainedError that explains the failure; the log itself is printed above it. Also if an isolated run
 * succeeded although it tried to read hidden files.
 */
export async function runEngine(
  runner: Runner,
  args: string[],
  { cwd, cuda, env, failure }: EngineRun,
): Promise<string> {
  const { engine, isolated } = runner;
  const log: string[] = [];
  const probe = new CancelProbe();
  const { command, args: before, env: own } = isolated?.engine ?? engine;
  const result = await run(command, [...before, ...args], {
    cwd,
    env: { ...own, ...env, ...(cuda !== undefined && { CONDA_OVERRIDE_CUDA: cuda }) },
    onLine: (line) => {
      log.push(line);
      process.stdout.write(`${line}\n`);
    },
  });
  if (await probe.release()) throw new ExplainedError(`${failure}\nThe run was canceled.`);
  const problem = problemOf(result, log.join('\n'), runner);
  if (problem !== undefined) throw new ExplainedError([failure, problem].filter(Boolean).join('\n'));
  return log.join('\n');
}

/** The explanation of a failed run, empty if unknown; undefined for a successful run. */
function problemOf(result: RunResult, log: string, { engine, isolated }: Runner): string | undefined {
  if (result.exitCode !== 0) {
    const causes = [explainFailure(log, engine, result), isolated?.explainFailure(log)];
    return causes.filter(Boolean).join('\n');
  }
  const undeclared = isolated?.explainSuccess(log);
  const suspicion = undeclared === undefined ? isolated?.suspicions() : undefined;
  if (suspicion) logger.warn(suspicion);
  return undeclared;
}
