import { Canary } from '../engine/canary';
import type { Engine } from '../engine/engine';
import { explainFailure } from '../engine/failure';
import type { IsolatedRun } from '../engine/isolation/isolated-run';
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

/** The rattler-build of a task, and how it is isolated, if it is. */
export interface Runner {
  engine: Engine;
  isolated?: IsolatedRun;
}

/**
 * Runs rattler-build and passes its log on as it comes.
 * @throws TaskError with what is known about the failure; the log itself is above it. Also where an isolated run asked
 * for what it must not see, and made do without.
 */
export async function runEngine(
  { engine, isolated }: Runner,
  args: string[],
  { cwd, cuda, env, failure }: EngineRun,
): Promise<void> {
  const log: string[] = [];
  const canary = new Canary();
  const { command, args: before } = isolated?.engine ?? engine;
  const result = await run(command, [...before, ...args], {
    cwd,
    env: { ...engine.env, ...env, ...(cuda !== undefined && { CONDA_OVERRIDE_CUDA: cuda }) },
    onLine: (line) => {
      log.push(line);
      process.stdout.write(`${line}\n`);
    },
  });
  if (await canary.release()) throw new TaskError(`${failure}\nIt was cancelled.`);
  const text = log.join('\n');
  const causes =
    result.exitCode === 0
      ? [isolated?.explainSuccess(text)]
      : [explainFailure(text, engine, result), isolated?.explainFailure(text)];
  const known = causes.filter(Boolean);
  if (result.exitCode !== 0 || known.length > 0) throw new TaskError([failure, ...known].join('\n'));
}
