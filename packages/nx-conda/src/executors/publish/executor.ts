import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { logger } from '../../nx';
import type { PackageToPublish } from '../../channel/placement';
import { listPackages } from '../../channel/repodata';
import { outputFolder } from '../../graph/output-folder';
import { RUN_MARKER } from '../../graph/run-marker';
import { outcome } from '../outcome';
import { type CondaTask, readTask } from '../task';
import { requireWhole, type UsedBuild } from '../whole-builds';
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
    const builds = buildsOf(task);
    await requireWhole(builds, task.workspaceRoot);
    const packages = (await Promise.all(builds.map(({ folder }) => packagesIn(folder)))).flat();
    const dryRun = options.dryRun || process.env['NX_DRY_RUN'] === 'true';
    const publication = await publishPackages(to, packages, task, { ...options, dryRun });
    for (const line of publicationLines(publication)) logger.info(line);
    const run = process.env[RUN_MARKER];
    if (run !== undefined) await notePublication(run, publication);
  });
}

/** The projects with the packages of a recipe: with `splitVariants`, those of its variants. */
function buildsOf({ project, output, conda, workspaceRoot, outputRoot }: CondaTask): UsedBuild[] {
  if (!conda.splitInto) return [{ project, folder: output }];
  return Object.values(conda.splitInto).map((variant) => ({
    project: variant,
    folder: join(workspaceRoot, outputFolder(outputRoot, variant)),
  }));
}

async function packagesIn(folder: string): Promise<PackageToPublish[]> {
  const packages = await listPackages(folder);
  return packages.map((built) => ({ ...built, file: join(folder, built.subdir, built.fileName) }));
}
