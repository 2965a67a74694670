import type { NxPlugin, PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';
import type { PluginOptions } from './options';

export type { PluginOptions } from './options';

// Loaded where a run begins: most commands only need the graph.
const hooks = () => module.require('./remote-cache/hooks') as typeof import('./remote-cache/hooks');
const preTasksExecution: PreTasksExecution = (options, context) =>
  hooks().preTasksExecution(options, context);
const postTasksExecution: PostTasksExecution = (options, context) =>
  hooks().postTasksExecution(options, context);

const plugin: NxPlugin<PluginOptions> = {
  name: 'nx-conda',
  createNodes,
  createDependencies,
  preTasksExecution,
  postTasksExecution,
};

export const name = plugin.name;
export { createNodes, createDependencies, preTasksExecution, postTasksExecution };
