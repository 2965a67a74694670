import { formatFiles, generateFiles, readNxJson, type Tree, updateJson, updateNxJson } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initGenerator } from '../init/generator';
import type { PresetGeneratorOptions } from './options.schema';
import { PLUGIN } from '../../options';

/**
 * A starter workspace: a chain of five small recipes that need no channel, only a C++ compiler.
 * @throws Error if the folder is not empty: nothing is overwritten
 */
export async function presetGenerator(tree: Tree, options: PresetGeneratorOptions): Promise<void> {
  const directory = options.directory ?? 'recipes';
  if (tree.exists(directory) && tree.children(directory).length > 0) {
    throw new Error(
      `The folder ${directory} is not empty. nx-conda writes the starter recipes only into an empty folder.\n` +
        '  1. Pass another folder with --directory=<folder>.',
    );
  }
  await initGenerator(tree, { skipFormat: true, channels: [] });
  useNoChannels(tree);
  generateFiles(tree, join(__dirname, 'files/recipes'), directory, {});
  addVariants(tree);
  if (!options.skipFormat) await formatFiles(tree);
}

export default presetGenerator;

/** `nx add nx-conda` has registered the plugin with the default channels, which the chain does not need. */
function useNoChannels(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins?.map((entry) =>
    entry === PLUGIN ? { plugin: PLUGIN, options: { channels: [] } } : entry,
  );
  updateNxJson(tree, { ...nxJson, plugins });
}

/** Adds the chain's keys; existing keys win. */
function addVariants(tree: Tree): void {
  const chain = readFileSync(join(__dirname, 'files/workspace/variants.json'), 'utf8');
  updateJson<Record<string, unknown>>(tree, 'variants.json', (present) => ({
    ...(JSON.parse(chain) as Record<string, unknown>),
    ...present,
  }));
}
