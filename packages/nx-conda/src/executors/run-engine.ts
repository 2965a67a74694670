import { Canary } from '../engine/canary';
import type { Engine } from '../engine/engine';
import { explainFailure } from '../engine/failure';
import { run } from '../engine/run';
import { TaskError } from './task-error';

/** Where and how rattler-build runs for a task. */
export interface EngineRun {
  cwd: string;
  /** Value of CONDA_OVERRIDE_CUDA; empty: no CUDA; undefined: whatever the environment and the machine say. */
  cuda?: string;
  /** Further environment variables. */
  env?: Record<string, string>;
  /** For the error message: what could not be done. */
  failure: string;
}

/**
 * Runs rattler-build and passes its log on as it comes.
 * @returns the log, where it succeeded.
 * @throws TaskError with what is known about the failure; the log itself is above it.
 */
export async function runEngine(
  engine: Engine,
  args: string[],
  { cwd, cuda, env, failure }: EngineRun,
): Promise<string> {
  const log: string[] = [];
  const canary = new Canary();
  const result = await run(engine.command, [...engine.args, ...args], {
    cwd,
    env: { ...engine.env, ...env, ...(cuda !== undefined && { CONDA_OVERRIDE_CUDA: cuda }) },
    onLine: (line) => {
      log.push(line);
      process.stdout.write(`${line}\n`);
    },
  });
  if (await canary.release()) throw new TaskError(`${failure}\nIt was cancelled.`);
  if (result.exitCode === 0) return log.join('\n');
  const cause = explainFailure(log.join('\n'), engine, result);
  throw new TaskError([failure, cause].filter(Boolean).join('\n'));
}
