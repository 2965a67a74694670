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
import { nxVersion } from './nx';
import { type PluginOptions, readSettings } from './options';
import * as remoteCache from './remote-cache/hooks';
import * as report from './report/hooks';
import { requireSupportedNx } from './supported-nx';

export type { PluginOptions } from './options';

// Nx prints the message of an error while it loads a plugin.
requireSupportedNx(nxVersion);

const preTasksExecution: PreTasksExecution<PluginOptions> = async (options, context) => {
  process.env[RUN_MARKER] = context.id;
  const { targets } = readSettings(options);
  const { check } = targets;
  // Nx reads this after the hook; an earlier fix says nothing about the present files.
  if (check && isFixMode(context.argv, check.name)) process.env['NX_SKIP_NX_CACHE'] = 'true';
  const names = Object.values(targets).flatMap((target) => (target ? [target.name] : []));
  const hidden = namesTarget(context.argv, names) ? hiddenRecipes(context.workspaceRoot) : undefined;
  if (hidden !== undefined) console.warn(`nx-conda: ${hidden}`);
  await publish.preTasksExecution(options, context);
  await reads.preTasksExecution(options, context);
  await localCache.preTasksExecution(options, context);
  await remoteCache.preTasksExecution(options, context);
  await progress.preTasksExecution(options, context);
};

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
