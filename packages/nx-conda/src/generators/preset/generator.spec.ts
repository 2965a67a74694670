import { readJson, readNxJson, updateNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { initGenerator } from '../init/generator';
import { presetGenerator } from './generator';

const OWN = { channels: [], variants: ['recipes/starter/variants.json'] };

describe('preset generator', () => {
  const lines: string[] = [];

  beforeEach(() => {
    lines.length = 0;
    jest.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line));
  });
  afterEach(() => jest.restoreAllMocks());

  it('adds the chain with its own variants and no channel, which later recipes have', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await presetGenerator(tree, { skipFormat: true });
    expect(tree.children('recipes/starter')).toEqual(expect.arrayContaining(['voxel-types', 'voxel-survey']));
    expect(readJson(tree, 'recipes/starter/variants.json')).toEqual({ precision: ['float', 'double'] });
    expect(readJson(tree, 'variants.json')).toEqual({});
    expect(readNxJson(tree)?.plugins).toEqual([
      { plugin: 'nx-conda', options: { folders: { 'recipes/starter': OWN } } },
    ]);
    expect(lines.at(-1)).toContain('The recipes in recipes/starter use no channels');
  });

  it('works after init, and keeps existing options and variants', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await initGenerator(tree, { skipFormat: true });
    tree.write('variants.json', '{ "python": ["3.12"] }');
    const options = { channels: ['bioconda'], folders: { a: {} } };
    updateNxJson(tree, { plugins: ['other', { plugin: 'nx-conda', options }] });
    await presetGenerator(tree, { skipFormat: true });
    expect(readJson(tree, 'variants.json')).toEqual({ python: ['3.12'] });
    expect(readNxJson(tree)?.plugins).toEqual([
      'other',
      { plugin: 'nx-conda', options: { ...options, folders: { a: {}, 'recipes/starter': OWN } } },
    ]);
  });

  it('refuses a folder with recipes', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('recipes/starter/own/recipe.yaml', '');
    await expect(presetGenerator(tree, { skipFormat: true })).rejects.toThrow('--directory');
    await presetGenerator(tree, { skipFormat: true, directory: './starter/' });
    expect(tree.exists('starter/voxel-types/recipe.yaml')).toBe(true);
    expect(readNxJson(tree)?.plugins).toEqual([
      {
        plugin: 'nx-conda',
        options: { folders: { starter: { ...OWN, variants: ['starter/variants.json'] } } },
      },
    ]);
  });
});
