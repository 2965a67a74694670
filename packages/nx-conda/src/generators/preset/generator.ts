import { formatFiles, generateFiles, readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { join } from 'node:path';
import { logger } from '../../nx';
import { PLUGIN, type PluginOptions } from '../../options';
import { normalizePath } from '../../valid-options';
import { initGenerator } from '../init/generator';
import type { PresetGeneratorOptions } from './options.schema';

/**
 * A starter workspace: a chain of five small recipes that need no channel, only a C++ compiler.
 * @throws Error if the folder is not empty: nothing is overwritten
 */
export async function presetGenerator(tree: Tree, options: PresetGeneratorOptions): Promise<void> {
  const directory = normalizePath(options.directory ?? 'recipes/starter').replace(/\/$/, '');
  if (tree.exists(directory) && tree.children(directory).length > 0) {
    throw new Error(
      `The folder ${directory} is not empty. nx-conda writes the starter recipes only into an empty folder.\n` +
        '  1. Pass another folder with --directory=<folder>.',
    );
  }
  await initGenerator(tree, { skipFormat: true });
  addFolder(tree, directory);
  generateFiles(tree, join(__dirname, 'files/recipes'), directory, {});
  logger.info(
    `The recipes in ${directory} use no channels and only ${directory}/variants.json: see "folders" in the options of nx-conda in nx.json. These options do not apply to recipes in other folders.`,
  );
  if (!options.skipFormat) await formatFiles(tree);
}

export default presetGenerator;

/** The chain builds offline, and its variants are for no other recipes. */
function addFolder(tree: Tree, directory: string): void {
  const nxJson = readNxJson(tree) ?? {};
  const own = { channels: [], variants: [`${directory}/variants.json`] };
  const plugins = nxJson.plugins?.map((entry) => {
    const { plugin, options } = typeof entry === 'string' ? { plugin: entry, options: {} } : entry;
    if (plugin !== PLUGIN) return entry;
    const present = (options ?? {}) as PluginOptions;
    return { plugin, options: { ...present, folders: { ...present.folders, [directory]: own } } };
  });
  updateNxJson(tree, { ...nxJson, plugins });
}
