import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { replaceEntry } from '../../local-cache/entry';
import { pathFrom } from '../../machine/paths';
import { logger, nxCacheFolder, recordInNxCache } from '../../nx';
import type { CondaTask } from '../task';

/**
 * Nx does not store builds made with `--skip-nx-cache`, and restores the old entry in the next run. Users of that flag
 * do not trust the old entry: the new build replaces it.
 */
export async function replaceCached(task: CondaTask, context: ExecutorContext): Promise<void> {
  const hash = process.env['NX_TASK_HASH'];
  if (process.env['NX_SKIP_NX_CACHE'] !== 'true' || !hash) return;
  const { workspaceRoot, output } = task;
  const cache = nxCacheFolder(workspaceRoot);
  const outputs = [pathFrom(workspaceRoot, output), ...otherOutputs(task, context)];
  try {
    await replaceEntry(cache, hash, workspaceRoot, [...new Set(outputs)]);
    await recordInNxCache(workspaceRoot, hash);
  } catch (error) {
    // The build itself is fine and delivered.
    logger.warn(
      `nx-conda could not store the build in Nx's cache: ${(error as Error).message}. ` +
        'A later run without --skip-nx-cache may restore the previous build.',
    );
  }
}

/** Options from the target's own configuration. */
function otherOutputs({ workspaceRoot }: CondaTask, context: ExecutorContext): string[] {
  const id = [context.projectName, context.targetName, context.configurationName].filter(Boolean).join(':');
  const outputs = context.taskGraph?.tasks[id]?.outputs ?? [];
  return outputs.filter((path) => existsSync(join(workspaceRoot, path)));
}
