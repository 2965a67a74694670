import type { NxPlugin, PreTasksExecution } from '@nx/devkit';
import { isFixingRun } from './checks/fixing-run';
import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';
import { RUN_MARKER } from './graph/run-marker';
import { type PluginOptions, readSettings } from './options';
import { postTasksExecution, preTasksExecution as guardRemoteCache } from './remote-cache/hooks';

export type { PluginOptions } from './options';

const preTasksExecution: PreTasksExecution<PluginOptions> = async (options, context) => {
  process.env[RUN_MARKER] = context.id;
  const { check } = readSettings(options).targets;
  // Nx reads this after the hook; what a fix did once says nothing about the files of today.
  if (check && isFixingRun(context.argv, check.name)) process.env['NX_SKIP_NX_CACHE'] = 'true';
  await guardRemoteCache(options, context);
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
