import { readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { machinePlatform } from '../../graph/machine-platform';
import { initGenerator } from './generator';

const RECIPE = 'package: { name: x, version: "1" }\n';
const HERE = machinePlatform();

/** A repository with these files and a recipe. */
function repository(files: Record<string, string>, recipe = 'recipes/x/recipe.yaml'): Tree {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, text] of Object.entries({ [recipe]: RECIPE, ...files })) tree.write(path, text);
  return tree;
}

/** Runs init. @returns the lines that it prints */
async function init(tree: Tree, channels?: string[]): Promise<string[]> {
  const lines: string[] = [];
  const info = jest.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line.trim()));
  await initGenerator(tree, { skipFormat: true, ...(channels && { channels }) });
  info.mockRestore();
  return lines;
}

/** The options that init sets for a repository with these files, and the lines about them. */
async function found(files: Record<string, string>, recipe?: string) {
  const tree = repository(files, recipe);
  const lines = await init(tree);
  const [entry] = readNxJson(tree)?.plugins ?? [];
  return {
    options: typeof entry === 'object' ? entry.options : {},
    text: lines.join('\n'),
    writesVariants: !('variants.json' in files) && tree.exists('variants.json'),
  };
}

describe('init generator', () => {
  it('registers the plugin, ignores dist and .nx, and writes variants.json', async () => {
    const tree = createTreeWithEmptyWorkspace();
    expect(await init(tree)).toEqual(['.gitignore: added /dist, .nx']);
    expect(readNxJson(tree)?.plugins).toEqual(['nx-conda']);
    expect(tree.read('.gitignore', 'utf8')).toBe('/dist\n.nx\n');
    expect(tree.read('variants.json', 'utf8')).toBe('{}\n');
    expect(await init(tree)).toEqual([]);
  });

  it('changes no existing options, but names what they leave out', async () => {
    const tree = repository({
      'variants.yaml': 'python: ["3.12"]\n',
      'pixi.toml': '[workspace]\nchannels = ["nvidia", "conda-forge"]\n',
      '.gitignore': 'node_modules\n/dist/\n.nx/cache\n.nx/workspace-data',
    });
    const plugins = [{ plugin: 'nx-conda', options: { channels: ['bioconda'] } }];
    updateNxJson(tree, { plugins });
    expect(await init(tree)).toEqual([
      'nx.json already contains nx-conda and was not changed. The repository contains, for options that are not set:',
      'variants: variants.yaml (from variants.yaml)',
    ]);
    expect(readNxJson(tree)?.plugins).toEqual(plugins);
    expect(tree.read('.gitignore', 'utf8')).toMatch(/data$/);
    expect(tree.exists('variants.json')).toBe(false);
  });

  it('keeps the content of .gitignore, and the wrapper of Nx in git', async () => {
    const tree = repository({ '.gitignore': 'node_modules', '.nx/nxw.js': '' });
    await init(tree, []);
    expect(tree.read('.gitignore', 'utf8')).toBe(
      'node_modules\n/dist\n.nx/installation\n.nx/cache\n.nx/workspace-data\n',
    );
    expect(readNxJson(tree)?.plugins).toEqual([{ plugin: 'nx-conda', options: { channels: [] } }]);
  });
});

describe('the variants that init finds', () => {
  it('are in variants.yaml at the root', async () => {
    const { options, text, writesVariants } = await found({ 'variants.yaml': 'python: ["3.12"]\n' });
    expect(options).toEqual({ variants: ['variants.yaml'] });
    expect(text).toContain('variants: variants.yaml (from variants.yaml)');
    expect(text).toContain('A change of variants.yaml rebuilds all recipes');
    expect(writesVariants).toBe(false);
  });

  it('are in the file that rattler-build prefers; the others are named', async () => {
    const { options, text } = await found({
      'conda_build_config.yaml': 'python:\n  - "3.11"\n',
      'variants.yaml': 'python: ["3.12"]\n',
      'variants.json': '{}',
    });
    expect(options).toEqual({ variants: ['variants.yaml'] });
    expect(text).toContain(
      'variants: conda_build_config.yaml (from conda_build_config.yaml): only the first file',
    );
    expect(text).not.toContain('variants.json (from');
  });

  it('are those that a command passes to rattler-build', async () => {
    const { options, text } = await found({
      'pixi.toml': '[tasks]\nbuild = "rattler-build build --recipe-dir recipes -m base.yaml -m gpu.yaml"\n',
      'base.yaml': 'python: ["3.12"]\n',
      'gpu.yaml': 'cuda: ["13"]\n',
      'variants.yaml': 'python: ["3.11"]\n',
    });
    expect(options).toEqual({ variants: ['base.yaml', 'gpu.yaml'] });
    expect(text).toContain('variants.yaml: the command in pixi.toml does not pass this file.');
  });

  it('belong to the recipes below their folder', async () => {
    const { options, text, writesVariants } = await found({
      'variants.yaml': 'python: ["3.12"]\n',
      'wasm/variant.yaml': 'python: ["3.11"]\n',
      'wasm/a/recipe.yaml': RECIPE,
      'elsewhere/variants.yaml': 'python: ["3.10"]\n',
      'recipes/x/variants.yaml': 'python: ["3.9"]\n',
    });
    expect(options).toEqual({
      variants: ['variants.yaml'],
      folders: { wasm: { variants: ['variants.yaml', 'wasm/variant.yaml'] } },
    });
    expect(text).toContain('variants of the folder wasm: wasm/variant.yaml');
    expect(text).not.toContain('elsewhere');
    expect(writesVariants).toBe(false);
  });

  it('are in the only file of .ci_support for this machine, with the channels in it', async () => {
    const name = HERE.replace('-', '_');
    const ci = `.ci_support/${name}_.yaml`;
    const text = `c_compiler: [gcc]\nchannel_sources: ["conda-forge/label/x,conda-forge"]\ntarget_platform: [${HERE}]\n`;
    const { options } = await found({ [ci]: text, '.ci_support/zos_z_.yaml': text }, 'recipe/recipe.yaml');
    expect(options).toEqual({ variants: [ci], channels: ['conda-forge/label/x', 'conda-forge'] });
    const both = await found({ [ci]: text, [`.ci_support/${name}_b.yaml`]: text });
    expect(both.options).toEqual({});
    expect(both.text).toMatch(
      /variants: .ci_support\/\S+_b.yaml \(from .ci_support\): each file is one variant/,
    );
    expect(both.writesVariants).toBe(true);
  });

  it('are not in a file that cannot be read', async () => {
    const { options, text } = await found({ 'variants.yaml': 'python: [\n' });
    expect(options).toEqual({});
    expect(text).toMatch(/variants: variants.yaml: nx-conda cannot read this file: variants.yaml:\d+:\d+ /);
  });
});

describe('the channels that init finds', () => {
  it('are those of pixi, in the order of their priorities', async () => {
    const pixi = '[project]\nchannels = ["conda-forge", { channel = "nvidia", priority = 1 }]\n';
    expect((await found({ 'pixi.toml': pixi })).options).toEqual({ channels: ['nvidia', 'conda-forge'] });
    const pyproject = '[tool.pixi.workspace]\nchannels = ["https://conda.anaconda.org/conda-forge/"]\n';
    const usual = await found({ 'pyproject.toml': pyproject });
    expect(usual.options).toEqual({});
    expect(usual.text).toContain(
      'channels: conda-forge (from tool.pixi.workspace.channels in pyproject.toml)',
    );
  });

  it('are those of conda-forge.yml, before those of pixi', async () => {
    const { options, text } = await found({
      'conda-forge.yml': 'channels:\n  sources: ["mine,conda-forge"]\n',
      'pixi.toml': '[workspace]\nchannels = ["conda-forge"]\n',
    });
    expect(options).toEqual({ channels: ['mine', 'conda-forge'] });
    expect(text).toContain(
      'channels: conda-forge (from workspace.channels in pixi.toml): channels.sources in conda-forge.yml has other channels.',
    );
  });

  it('have no credentials, and exist', async () => {
    const { options, text } = await found({
      '.pixi/config.toml':
        'default-channels = ["https://planted@host.invalid/c", "./out", "nvidia"]\nmirrors = {}\n',
    });
    expect(options).toEqual({ channels: ['nvidia'] });
    expect(text).toContain(
      'https://***@host.invalid/c (from default-channels in .pixi/config.toml): the URL contains',
    );
    expect(text).toContain('./out (from default-channels in .pixi/config.toml): this folder does not exist.');
    expect(text).toContain(
      '.pixi/config.toml sets mirrors: nx-conda runs rattler-build without configuration files.',
    );
    expect(text).not.toContain('planted');
  });
});

describe('the platform that init finds', () => {
  it('is that of a command, or the only one of pixi', async () => {
    const workflow = 'run: |\n  rattler-build build -r x \\\n    --target-platform=emscripten-wasm32\n';
    const { options } = await found({ '.github/workflows/a.yml': workflow });
    expect(options).toEqual({ targetPlatform: 'emscripten-wasm32' });
    const pixi = (platforms: string[]) => ({
      'pixi.toml': `[workspace]\nplatforms = ${JSON.stringify(platforms)}\n`,
    });
    expect((await found(pixi(['linux-s390x']))).options).toEqual({ targetPlatform: 'linux-s390x' });
    expect((await found(pixi([HERE, 'linux-s390x']))).options).toEqual({});
    expect((await found(pixi(['zos-z', 'linux-s390x']))).text).toContain('targetPlatform: linux-s390x (from');
  });

  it('stays that of the machine if only some recipes may be for another one', async () => {
    const { options, text } = await found({
      'conda_build_config.yaml': 'emscripten_emscripten-wasm32:\n  - 3.1.45\n',
    });
    expect(options).toEqual({ variants: ['conda_build_config.yaml'] });
    expect(text).toContain(
      `targetPlatform: emscripten-wasm32 (from the keys of conda_build_config.yaml): the repository also names other platforms, so nx-conda builds for ${HERE}`,
    );
  });
});
