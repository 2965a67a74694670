import type { NxPlugin } from '@nx/devkit';
import { createDependencies } from './graph/create-dependencies';
import { createNodes } from './graph/create-nodes';
import type { PluginOptions } from './options';

export type { PluginOptions } from './options';

const plugin: NxPlugin<PluginOptions> = { name: 'nx-conda', createNodes, createDependencies };

export const name = plugin.name;
export { createNodes, createDependencies };
