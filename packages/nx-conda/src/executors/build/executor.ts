import type { ExecutorContext } from '@nx/devkit';
import { prepareToRun } from '../../machine/run';
import { condaMetadata } from '../../graph/conda-metadata';
import { machinePlatform } from '../../graph/machine-platform';
import { logger } from '../../nx';
import { buildOf } from '../build-target';
import { channelArguments } from '../channel-arguments';
import { engineForTask, lookForEngine } from '../engine-for-task';
import { requireHashedUpstream } from '../hashed-upstream';
import { isolatedTask } from '../isolated-task';
import { onlyVariant } from './only-variant';
import { outcome } from '../outcome';
import { explainingSubmodules } from '../submodules-left-out';
import { type CondaTask, readTask } from '../task';
import { upstreamOf } from '../built-before';
import { sharedVariants } from '../variant-options';
import { requireWhole } from '../whole-builds';
import { type Build, buildInFolder } from './build-in-folder';
import { HashedInputs } from './hashed-inputs';
import type { BuildExecutorOptions } from './options.schema';
import { buildableRecipe } from './buildable-recipe';
import { logged, loggingRecipeErrors } from './logged';
import { replaceCached } from './replace-cached';
import { requireHashed } from './require-hashed';
import { withResources } from './resources';
import { withUsualUmask } from './umask';
import { withWorkFolder, workFolderKey } from './work-folder';

/** Builds all outputs and variants of one recipe into a folder that is itself a channel. */
export default async function buildExecutor(
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(() => withUsualUmask(() => build(options, context)));
}

async function build(options: BuildExecutorOptions, context: ExecutorContext): Promise<void> {
  const task = readTask(context, options.outputRoot);
  const hashed = buildOf(task.project, context);
  requireHashedUpstream(task.conda.build, context);
  await requireHashed(task, hashed);
  if (task.conda.isWhole) logger.warn(wholeBuild(task));
  await explainingSubmodules(task, async () => {
    const prepared = await loggingRecipeErrors(task, () => prepare(task, options, context));
    const isolated =
      options.isolated && isolatedTask(task, context, { ...prepared, ...prepared.request, runs: 'build' });
    const inputs = await HashedInputs.read(task, hashed);
    const request = { ...prepared, inputs, ...(isolated && { isolated }) };
    const key = workFolderKey(task.recipePath, request.platforms.target, task.conda.variant?.label);
    const buildAlone = () =>
      withWorkFolder(
        key,
        (folder) => logged(folder, task, (log) => buildInFolder({ folder, log }, request)),
        sayBusy(task),
      );
    await withResources(options.heavy ?? false, buildAlone, sayHeavy(task));
  });
  await replaceCached(task, context);
}

/** @throws ExplainedError or RecipeError before the build starts, if it cannot succeed. */
async function prepare(
  task: CondaTask,
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<Omit<Build, 'inputs'>> {
  const { targetPlatform, excludeNewer, cuda, memoryPerJob, channels = ['conda-forge'] } = options;
  const search = lookForEngine(options.rattlerBuild, task.workspaceRoot);
  prepareToRun();
  const { experimental } = buildableRecipe(task);
  const variantFiles = sharedVariants(options.variants, task);
  const upstream = upstreamOf(task.conda.build, task);
  await requireWhole(upstream, task.workspaceRoot);
  const only = onlyVariant(task.conda, upstream, variantOf(context));
  const folders = upstream.map(({ folder }) => folder);
  return {
    task,
    upstream,
    platforms: { build: machinePlatform(), target: targetPlatform ?? machinePlatform() },
    request: {
      ...{
        recipe: task.recipe,
        targetPlatform,
        experimental,
        variantFiles,
        excludeNewer,
        cuda,
        memoryPerJob,
      },
      ...(only && { only, variantFiles: [] }),
      channels: await channelArguments(folders, channels, task.workspaceRoot),
    },
    engine: await engineForTask(search, options.builtWith),
  };
}

function variantOf({ projectsConfigurations }: ExecutorContext): (project: string) => string | undefined {
  return (project) => condaMetadata(projectsConfigurations.projects[project])?.variant?.of;
}

function wholeBuild({ recipePath, conda: { reason = '' } }: CondaTask): string {
  return (
    `All variants of ${recipePath} are built in one task, although splitVariants is set: nx-conda does not know the ` +
    `variants, because rattler-build has not rendered the recipe. ${reason}`.trim()
  );
}

function sayBusy({ project, recipePath }: CondaTask): (pid: number) => void {
  return (pid) => logger.info(`${project} is waiting for process ${pid}, which also builds ${recipePath}.`);
}

function sayHeavy({ project }: CondaTask): (pid: number) => void {
  return (pid) =>
    logger.info(
      `${project} has the option "heavy" and is waiting for process ${pid}, which runs another heavy build.`,
    );
}
