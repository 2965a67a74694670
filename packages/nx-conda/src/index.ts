import type { NxPlugin, PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { isFixMode } from './checks/fix-mode';
import * as progress from './executors/progress/hooks';
import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';
import * as publish from './executors/publish/hooks';
import { hiddenRecipes, namesTarget } from './graph/absent-submodules';
import * as reads from './graph/reads/hooks';
import { RUN_MARKER } from './graph/run-marker';
import * as localCache from './local-cache/hooks';
import { ExplainedError } from './explained-error';
import { refuseFoldersWithoutRecipes } from './graph/folders-without-recipes';
import { nxVersion } from './nx';
import { type PluginOptions, readSettings, type Settings } from './options';
import * as remoteCache from './remote-cache/hooks';
import * as report from './report/hooks';
import { requireSupportedNx } from './supported-nx';

export type { PluginOptions } from './options';

// Nx prints the message of an error while it loads a plugin.
requireSupportedNx(nxVersion);

const preTasksExecution: PreTasksExecution<PluginOptions> = async (options, context) => {
  process.env[RUN_MARKER] = context.id;
  const settings = readSettings(options);
  const { check } = settings.targets;
  // Nx reads this after the hook; an earlier fix says nothing about the present files.
  if (check && isFixMode(context.argv, check.name)) process.env['NX_SKIP_NX_CACHE'] = 'true';
  const names = Object.values(settings.targets).flatMap((target) => (target ? [target.name] : []));
  if (namesTarget(context.argv, names)) await checkFolders(settings, context.workspaceRoot);
  await publish.preTasksExecution(options, context);
  await reads.preTasksExecution(options, context);
  await localCache.preTasksExecution(options, context);
  await remoteCache.preTasksExecution(options, context);
  await progress.preTasksExecution(options, context);
};

/** Says which recipes are not projects. @throws Error if the options name a folder without recipes. */
async function checkFolders(settings: Settings, workspaceRoot: string): Promise<void> {
  const hidden = hiddenRecipes(workspaceRoot);
  if (hidden !== undefined) console.warn(`nx-conda: ${hidden}`);
  await refuseFoldersWithoutRecipes(settings, workspaceRoot).catch((error: unknown) => {
    // Nx prints only the message.
    throw error instanceof ExplainedError ? new Error(error.format()) : error;
  });
}

const postTasksExecution: PostTasksExecution<PluginOptions> = async (options, context) => {
  await progress.postTasksExecution(options, context);
  await reads.postTasksExecution(options, context);
  await remoteCache.postTasksExecution(options, context);
  // Before the check of the cache, which may throw.
  await report.postTasksExecution(options, context);
  await localCache.postTasksExecution(options, context);
  await publish.postTasksExecution(options, context);
};

const plugin: NxPlugin<PluginOptions> = {
  name: 'nx-conda',
  createNodes,
  createDependencies,
  preTasksExecution,
  postTasksExecution,
};

export const name = plugin.name;
export { createNodes, createDependencies, preTasksExecution, postTasksExecution };
