import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import { initGenerator } from '../init/generator';
import type { PresetGeneratorOptions } from './options.schema';

/**
 * A workspace to start from: five small recipes in a chain, which need no channel, only a C++ compiler.
 * @throws Error where a file of the chain is there already: nothing is overwritten.
 */
export async function presetGenerator(tree: Tree, options: PresetGeneratorOptions): Promise<void> {
  const directory = options.directory ?? 'recipes';
  if (tree.exists(directory) && tree.children(directory).length > 0) {
    throw new Error(
      `The folder ${directory} is not empty, and the starter chain would mix with what is there.\n` +
        '  1. Give another folder: --directory=<folder>.',
    );
  }
  const hadVariants = tree.exists('variants.json');
  await initGenerator(tree, { skipFormat: true, channels: [] });
  generateFiles(tree, join(__dirname, 'files/recipes'), directory, {});
  if (!hadVariants) generateFiles(tree, join(__dirname, 'files/workspace'), '.', {});
  if (!options.skipFormat) await formatFiles(tree);
}

export default presetGenerator;
