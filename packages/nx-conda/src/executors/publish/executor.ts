import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { listPackages } from '../../channel/repodata';
import { RUN_MARKER } from '../../graph/run-marker';
import { outcome } from '../outcome';
import { readTask } from '../task';
import { requireWhole } from '../whole-builds';
import { destination } from './destination';
import type { PublishExecutorOptions } from './options.schema';
import { publicationLines } from './publication';
import { notePublication } from './publications-of-run';
import { publishPackages } from './publish-packages';

/** Adds the packages of a recipe to one channel, which several projects may share. */
export default async function publishExecutor(
  options: PublishExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const task = readTask(context, options.outputRoot);
    const to = destination(options.to);
    await requireWhole([{ project: task.project, folder: task.output }], task.workspaceRoot);
    const packages = (await listPackages(task.output)).map((built) => ({
      ...built,
      file: join(task.output, built.subdir, built.fileName),
    }));
    const dryRun = options.dryRun || process.env['NX_DRY_RUN'] === 'true';
    const publication = await publishPackages(to, packages, task, { ...options, dryRun });
    for (const line of publicationLines(publication)) logger.info(line);
    const run = process.env[RUN_MARKER];
    if (run !== undefined) await notePublication(run, publication);
  });
}
