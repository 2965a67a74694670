import type { NxPlugin } from '@nx/devkit';
import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';
import type { PluginOptions } from './options';
import { postTasksExecution, preTasksExecution } from './remote-cache/hooks';

export type { PluginOptions } from './options';

const plugin: NxPlugin<PluginOptions> = {
  name: 'nx-conda',
  createNodes,
  createDependencies,
  preTasksExecution,
  postTasksExecution,
};

export const name = plugin.name;
export { createNodes, createDependencies, preTasksExecution, postTasksExecution };
