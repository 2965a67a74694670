import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { messageOf } from '../outcome';
import { CheckedWorkspace } from './check-project';
import type { CheckExecutorOptions } from './options.schema';
import { runCheck } from './run-check';

interface BatchResult {
  task: string;
  result: { success: boolean; terminalOutput: string };
}

/** Checks all projects of a run in one process: starting a process takes longer than checking a recipe. */
export default async function* checkBatch(
  { tasks }: TaskGraph,
  inputs: Record<string, CheckExecutorOptions>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  const workspace = new CheckedWorkspace(context);
  // One after the other: fixes of several projects may change the same variant file.
  for (const [id, { target }] of Object.entries(tasks)) {
    const shared = { workspace, context: { ...context, targetName: target.target } };
    const result = await runCheck(target.project, inputs[id] ?? {}, shared).catch((error: unknown) => ({
      success: false,
      output: messageOf(error),
    }));
    yield { task: id, result: { success: result.success, terminalOutput: `${result.output}\n` } };
  }
}
