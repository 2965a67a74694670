import { readNxJson, updateNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { initGenerator } from './generator';

describe('init generator', () => {
  it('registers the plugin, ignores dist and writes variants.json', async () => {
    const tree = createTreeWithEmptyWorkspace();
    await initGenerator(tree, { skipFormat: true });
    expect(readNxJson(tree)?.plugins).toEqual(['nx-conda']);
    expect(tree.read('.gitignore', 'utf8')).toBe('dist\n');
    expect(tree.read('variants.json', 'utf8')).toBe('{}\n');
  });

  it('changes nothing the second time', async () => {
    const tree = createTreeWithEmptyWorkspace();
    updateNxJson(tree, { plugins: [{ plugin: 'nx-conda', options: { channels: ['bioconda'] } }] });
    tree.write('.gitignore', 'node_modules\n/dist/');
    tree.write('variants.json', '{ "python": ["3.12"] }');
    await initGenerator(tree, { skipFormat: true });
    expect(readNxJson(tree)?.plugins).toEqual([{ plugin: 'nx-conda', options: { channels: ['bioconda'] } }]);
    expect(tree.read('.gitignore', 'utf8')).toBe('node_modules\n/dist/');
    expect(tree.read('variants.json', 'utf8')).toBe('{ "python": ["3.12"] }');
  });

  it('keeps the content of .gitignore', async () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('.gitignore', 'node_modules');
    await initGenerator(tree, { skipFormat: true, channels: [] });
    expect(tree.read('.gitignore', 'utf8')).toBe('node_modules\ndist\n');
    expect(readNxJson(tree)?.plugins).toEqual([{ plugin: 'nx-conda', options: { channels: [] } }]);
  });
});
