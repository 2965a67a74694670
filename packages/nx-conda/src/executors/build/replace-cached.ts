import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { replaceEntry } from '../../local-cache/entry';
import { logger, nxCacheFolder, recordInNxCache } from '../../nx';
import type { CondaTask } from '../task';

/**
 * Nx stores nothing that was built with `--skip-nx-cache`, and restores what it had before in the next run. Who builds
 * like that has a reason not to trust the entry: what was built now takes its place.
 */
export async function replaceCached(task: CondaTask, context: ExecutorContext): Promise<void> {
  const hash = process.env['NX_TASK_HASH'];
  if (process.env['NX_SKIP_NX_CACHE'] !== 'true' || !hash) return;
  const { workspaceRoot, output } = task;
  const cache = nxCacheFolder(workspaceRoot);
  const outputs = [relative(workspaceRoot, output), ...otherOutputs(task, context)];
  try {
    await replaceEntry(cache, hash, workspaceRoot, [...new Set(outputs)]);
    await recordInNxCache(workspaceRoot, hash);
  } catch (error) {
    // What was built is good, and is where it should be.
    logger.warn(
      `Nx's cache could not be written: ${(error as Error).message}. ` +
        'A run without --skip-nx-cache may restore what was built before.',
    );
  }
}

/** What the target's own configuration adds. */
function otherOutputs({ workspaceRoot }: CondaTask, context: ExecutorContext): string[] {
  const id = [context.projectName, context.targetName, context.configurationName].filter(Boolean).join(':');
  const outputs = context.taskGraph?.tasks[id]?.outputs ?? [];
  return outputs.filter((path) => existsSync(join(workspaceRoot, path)));
}
