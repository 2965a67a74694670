import { readJson, readNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { initGenerator } from '../init/generator';
import { presetGenerator } from './generator';

describe('preset generator', () => {
  it('adds the chain, its variants and no channel', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await presetGenerator(tree, { skipFormat: true });
    expect(tree.children('recipes')).toEqual(expect.arrayContaining(['voxel-types', 'voxel-survey']));
    expect(readJson(tree, 'variants.json')).toEqual({ precision: ['float', 'double'] });
    expect(readNxJson(tree)?.plugins).toEqual([{ plugin: 'nx-conda', options: { channels: [] } }]);
  });

  it('works after init, and keeps existing variants', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await initGenerator(tree, { skipFormat: true });
    tree.write('variants.json', '{ "python": ["3.12"] }');
    await presetGenerator(tree, { skipFormat: true });
    expect(readJson(tree, 'variants.json')).toEqual({ precision: ['float', 'double'], python: ['3.12'] });
    expect(readNxJson(tree)?.plugins).toEqual([{ plugin: 'nx-conda', options: { channels: [] } }]);
  });

  it('refuses a folder with recipes', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('recipes/own/recipe.yaml', '');
    await expect(presetGenerator(tree, { skipFormat: true })).rejects.toThrow('--directory');
    await presetGenerator(tree, { skipFormat: true, directory: 'starter' });
    expect(tree.exists('starter/voxel-types/recipe.yaml')).toBe(true);
  });
});
