import { CancelProbe } from '../machine/cancel-probe';
import { describeFailure, exitOf } from '../engine/describe-failure';
import type { Engine } from '../engine/engine';
import type { IsolatedRun } from '../engine/isolation/isolated-run';
import { describeFailedPhase, describePhase } from '../engine/log/phase';
import type { PassingFolders } from '../engine/log/shown-line';
import { run, type RunResult } from '../machine/run';
import { logger } from '../nx';
import { ExplainedError } from '../explained-error';
import { formatSeconds } from '../record/units';
import { EngineOutput } from './engine-output';
import { Heartbeat } from './progress/heartbeat';
import { generatedScript, scriptFiles } from './script-files';
import type { CondaTask } from './task';
import type { TaskLog } from './task-log';

/** Where and how rattler-build runs for a task. */
export interface EngineRun {
  task: CondaTask;
  log: TaskLog;
  folders: PassingFolders;
  cwd: string;
  /** Value of CONDA_OVERRIDE_CUDA; empty: no CUDA; undefined: from the environment or the machine. */
  cuda?: string;
  /** Further environment variables. */
  env?: Record<string, string>;
  /** Start of the error message, without a full stop. */
  failure: string;
  /** The same if the run is canceled. */
  unfinished: string;
}

/** Nx ends the task. */
export class CanceledError extends ExplainedError {}

/** The rattler-build of a task and its isolation, if any. */
export interface Runner {
  engine: Engine;
  isolated?: IsolatedRun;
}

/**
 * Runs rattler-build, and prints and logs its output as it arrives.
 * @returns the output of a successful run.
 * @throws ExplainedError that explains the failure; the output itself is printed above it. Also if an isolated run
 * succeeded although it tried to read hidden files.
 */
export async function runEngine(runner: Runner, args: string[], engineRun: EngineRun): Promise<string> {
  const { task, log, folders, cwd, cuda, env, failure, unfinished } = engineRun;
  const output = new EngineOutput(log, folders);
  const probe = new CancelProbe();
  const heartbeat = new Heartbeat({
    project: task.project,
    phase: () => output.phases.phase,
    print: (line) => process.stdout.write(`${line}\n`),
  });
  const { command, args: before, env: own } = runner.isolated?.engine ?? runner.engine;
  const result = await run(command, [...before, ...args], {
    cwd,
    env: { ...own, ...env, ...(cuda !== undefined && { CONDA_OVERRIDE_CUDA: cuda }) },
    onLine: (line) => {
      heartbeat.postpone();
      output.read(line);
    },
  }).finally(() => heartbeat.stop());
  output.end();
  const time = `after ${formatSeconds(heartbeat.seconds)}`;
  if (await probe.release())
    throw new CanceledError(
      `${unfinished}: the run was canceled while ${describePhase(output.phases.phase)}, ${time}.`,
    );
  const problem = problemOf(result, output, runner, engineRun);
  if (problem === undefined) return output.text;
  const what =
    result.exitCode === 0
      ? ''
      : `: ${describeFailedPhase(output.phases.phase, exitOf(output.text))}, ${time}`;
  throw new ExplainedError([`${failure}${what}.`, problem].filter(Boolean).join('\n'));
}

/** The explanation of a failed run; undefined for a successful run. */
function problemOf(
  result: RunResult,
  output: EngineOutput,
  { engine, isolated }: Runner,
  engineRun: EngineRun,
): string | undefined {
  if (result.exitCode !== 0) {
    const causes = [descriptionOf(result, output, engine, engineRun), isolated?.explainFailure(output.text)];
    return causes.filter(Boolean).join('\n');
  }
  const undeclared = isolated?.explainSuccess(output.text);
  const suspicion = undeclared === undefined ? isolated?.suspicions() : undefined;
  if (suspicion) logger.warn(suspicion);
  return undeclared;
}

function descriptionOf(
  end: RunResult,
  output: EngineOutput,
  engine: Engine,
  { task, folders }: EngineRun,
): string {
  const workFolder = /^ {2}Work directory: (.+)$/m.exec(output.text)?.[1];
  const kept = folders.isKeptOnFailure ? workFolder : undefined;
  const generated = kept === undefined ? undefined : generatedScript(kept);
  const description = describeFailure({
    ...{ log: output.shownText, engine, end, files: scriptFiles(task), workspaceRoot: task.workspaceRoot },
    ...(generated !== undefined && { generated }),
  });
  const where =
    kept === undefined
      ? []
      : [
          `$SRC_DIR is ${kept} until the next build of ${task.project}. To run the script again, run ./conda_build.sh there.`,
        ];
  return [description, ...where].join('\n');
}
