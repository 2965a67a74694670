import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ExecutorContext, logger } from '@nx/devkit';
import { writeEmptyChannel } from '../../channel/repodata';
import type { Engine } from '../../engine/engine';
import { forgetPackages } from '../../engine/forget-packages';
import type { Platforms } from '../../graph/installation';
import { readBuildInputs } from '../../graph/build-inputs';
import { machinePlatform } from '../../graph/platform';
import { type BuildInputs, writeInputs } from '../../report/build-inputs';
import { writeBuildReport } from '../../report/build-report';
import { packageTable } from '../../report/table';
import { buildOf } from '../build-inputs';
import { channelArguments } from '../channels';
import { engineForTask } from '../engine-for-task';
import { outcome } from '../outcome';
import { readTask, type CondaTask } from '../task';
import { upstreamOf, type Upstream } from '../upstream';
import { sharedVariants } from '../variants';
import { buildRecipe, type RecipeRequest } from './build-recipe';
import { collectPackages } from './collect';
import { deliver } from './deliver';
import type { BuildExecutorOptions } from './options.schema';
import { checkProviders } from './providers';
import { readableRecipe } from './readable-recipe';
import { withResources } from './resources';
import { withWorkFolder } from './work-folder';

/** Builds all outputs and variants of one recipe into a folder that is a channel itself. */
export default async function buildExecutor(
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return outcome(async () => {
    const outputRoot = options.outputRoot ?? 'dist/conda';
    const task = readTask(context, outputRoot);
    const { experimental } = readableRecipe(task);
    const variantFiles = sharedVariants(options.variants, task);
    const upstream = upstreamOf(task.conda.build, task.workspaceRoot, outputRoot);
    const folders = upstream.map(({ folder }) => folder);
    const channels = await channelArguments(folders, options.channels ?? ['conda-forge'], task.workspaceRoot);
    const engine = await engineForTask(options.rattlerBuild, task.workspaceRoot, options.builtWith);
    const { targetPlatform, excludeNewer, cuda, memoryPerJob } = options;
    const request = {
      recipe: task.recipe,
      targetPlatform,
      experimental,
      variantFiles,
      channels,
      excludeNewer,
      cuda,
      memoryPerJob,
    };
    const platforms = { build: machinePlatform(), target: targetPlatform ?? machinePlatform() };
    const key = `${task.recipePath}\n${platforms.target}`;
    const onWait = (pid: number) =>
      logger.info(`Waiting for process ${pid}, which builds ${task.recipePath} too.`);
    // Now, as they are when rattler-build reads them. A build need not fail because nobody can explain it later.
    const inputs = readBuildInputs(buildOf(task.project, context)).catch(() => undefined);
    const build = () =>
      withWorkFolder(
        key,
        (folder) => buildIn(folder, { task, engine, request, upstream, platforms, inputs }),
        onWait,
      );
    await withResources(options.heavy ?? false, build, (pid) =>
      logger.info(`${task.project} is heavy, and waits for the heavy build of process ${pid}.`),
    );
  });
}

/**
 * Nx ends a task from its last descendant up, and waits in between: a build script that copes with the death of a
 * command may finish, and rattler-build with it, a moment before the signal reaches this process.
 */
const CANCEL_ARRIVES_MS = 300;

interface Build {
  task: CondaTask;
  engine: Engine;
  request: RecipeRequest;
  upstream: Upstream[];
  platforms: Platforms;
  inputs: Promise<BuildInputs | undefined>;
}

async function buildIn(folder: string, build: Build): Promise<void> {
  const { task, engine, request, upstream, platforms } = build;
  const started = performance.now();
  const outputs = await buildRecipe(task, engine, request, folder);
  const possibleCancel = sleep(CANCEL_ARRIVES_MS);
  const channel = join(folder, 'channel');
  // A recipe that builds nothing here is still a channel, with nothing in it.
  if (outputs.length === 0) await writeEmptyChannel(channel);
  const packages = await collectPackages(channel, outputs);
  for (const { report } of packages) checkProviders(report.resolved, upstream, platforms);
  const seconds = (performance.now() - started) / 1000;
  const { kind, version } = engine;
  const report = {
    project: task.project,
    engine: { name: 'rattler-build' as const, kind, version },
    seconds,
    packages: packages.map((built) => built.report),
  };
  const inputs = await build.inputs;
  if (inputs) await writeInputs(channel, inputs);
  await writeBuildReport(channel, report, Object.fromEntries(packages.map((p) => [p.report.file, p.digest])));
  await possibleCancel;
  const names = outputs.map(({ name, version, buildString }) => `${name}-${version}-${buildString}`);
  await forgetPackages(names, process.env);
  await deliver(channel, task.output);
  logger.info(packageTable(report.packages.map((built) => ({ ...built, seconds, state: 'built' }))));
}
