import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import { publishToFolder } from '../../channel/assemble';
import { channelFolder } from '../../channel/channel-folder';
import { listPackages } from '../../channel/repodata';
import { outcome } from '../outcome';
import { readTask } from '../task';
import { requireWhole } from '../whole-builds';
import type { PublishExecutorOptions } from './options.schema';

/** Adds the packages of a recipe to one channel folder, which several projects may share. */
export default async function publishExecutor(
  options: PublishExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const task = readTask(context, options.outputRoot);
    const channel = channelFolder(options.to, task.workspaceRoot);
    await requireWhole([{ project: task.project, folder: task.output }], task.workspaceRoot);
    const packages = (await listPackages(task.output)).map((built) => ({
      ...built,
      file: join(task.output, built.subdir, built.fileName),
    }));
    if (options.dryRun || process.env['NX_DRY_RUN'] === 'true') {
      for (const { subdir, fileName } of packages) logger.info(`${subdir}/${fileName}: would be published`);
      return;
    }
    const onWait = (pid: number) =>
      logger.info(`${task.project} is waiting for process ${pid}, which publishes to the same channel.`);
    const published = await publishToFolder({ packages, channel, force: options.force ?? false, onWait });
    for (const { subdir, fileName, result } of published) logger.info(`${subdir}/${fileName}: ${result}`);
  });
}
