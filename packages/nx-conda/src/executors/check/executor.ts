import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { outcome } from '../outcome';
import { CheckedWorkspace } from './check-project';
import type { CheckExecutorOptions } from './options.schema';
import { runCheck } from './run-check';

/** Finds problems in a recipe before it is built. */
export default async function checkExecutor(
  options: CheckExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  let success = false;
  const { success: isDone } = await outcome(async () => {
    const workspace = new CheckedWorkspace(context);
    const result = await runCheck(context.projectName ?? '', options, { workspace, context });
    if (result.output !== '') logger.info(result.output);
    success = result.success;
  });
  return { success: isDone && success };
}
