import type { ExecutorContext } from '@nx/devkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareToRun } from '../../engine/run';
import { readBuildInputs } from '../../graph/build-inputs';
import { machinePlatform } from '../../graph/platform';
import { WorkspaceFiles } from '../../graph/workspace-files';
import { logger } from '../../nx';
import { buildOf } from '../build-inputs';
import { channelArguments } from '../channels';
import { engineForTask, lookForEngine } from '../engine-for-task';
import { isolatedTask } from '../isolated-task';
import { outcome } from '../outcome';
import { type CondaTask, readTask } from '../task';
import { upstreamOf } from '../upstream';
import { sharedVariants } from '../variants';
import { type Build, buildInFolder } from './build-in-folder';
import type { BuildExecutorOptions } from './options.schema';
import { readableRecipe } from './readable-recipe';
import { withResources } from './resources';
import { withWorkFolder, workFolderKey } from './work-folder';

/** Builds all outputs and variants of one recipe into a folder that is a channel itself. */
export default async function buildExecutor(
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const task = readTask(context, options.outputRoot ?? 'dist/conda');
    const prepared = await prepare(task, options);
    const isolated =
      options.isolated && isolatedTask(task, context, { ...prepared, ...prepared.request, runs: 'build' });
    const build = { ...prepared, ...(isolated && { isolated }), inputs: inputsOf(task, context) };
    const key = workFolderKey(task.recipePath, build.platforms.target);
    const buildAlone = () => withWorkFolder(key, (folder) => buildInFolder(folder, build), sayBusy(task));
    await withResources(options.heavy ?? false, buildAlone, sayHeavy(task));
  });
}

/** @throws TaskError or RecipeError where the build cannot succeed, before it begins. */
async function prepare(task: CondaTask, options: BuildExecutorOptions): Promise<Omit<Build, 'inputs'>> {
  const { targetPlatform, excludeNewer, cuda, memoryPerJob, channels = ['conda-forge'] } = options;
  const search = lookForEngine(options.rattlerBuild, task.workspaceRoot);
  prepareToRun();
  const { experimental } = readableRecipe(task);
  const variantFiles = sharedVariants(options.variants, task);
  const upstream = upstreamOf(task.conda.build, task.workspaceRoot, options.outputRoot ?? 'dist/conda');
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
      channels: await channelArguments(folders, channels, task.workspaceRoot),
    },
    engine: await engineForTask(search, options.builtWith),
  };
}

/** By then rattler-build works, and this process has nothing else to do. */
const RATTLER_BUILD_STARTS_MS = 100;

function inputsOf({ project, workspaceRoot }: CondaTask, context: ExecutorContext): Build['inputs'] {
  return sleep(RATTLER_BUILD_STARTS_MS)
    .then(() => WorkspaceFiles.read(workspaceRoot))
    .then((files) => readBuildInputs(buildOf(project, context), files))
    .catch(() => undefined);
}

function sayBusy({ recipePath }: CondaTask): (pid: number) => void {
  return (pid) => logger.info(`Waiting for process ${pid}, which builds ${recipePath} too.`);
}

function sayHeavy({ project }: CondaTask): (pid: number) => void {
  return (pid) => logger.info(`${project} is heavy, and waits for the heavy build of process ${pid}.`);
}
