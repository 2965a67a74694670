import { readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { parse } from 'yaml';
import { ciSyncGenerator } from '../ci-sync/generator';
import { ciGenerator } from './generator';
import { headerOf, optionsInHeader } from './header';
import { nextSteps } from './next-steps';
import { ciFacts } from './ci-facts';

const PROVIDERS = ['github', 'gitlab', 'azure'] as const;
const MODES = ['single', 'matrix', 'agents'] as const;
const COMBINATIONS = PROVIDERS.flatMap((provider) => MODES.map((mode) => ({ provider, mode })));

let tree: Tree;
beforeEach(() => {
  jest.spyOn(console, 'info').mockReturnValue();
  jest.spyOn(console, 'warn').mockReturnValue();
  tree = createTreeWithEmptyWorkspace();
});

const configure = (options: object) => updateNxJson(tree, { plugins: [{ plugin: 'nx-conda', options }] });
const read = (path: string) => tree.read(path, 'utf8') ?? '';
const generate = (options: Parameters<typeof ciGenerator>[1]) =>
  ciGenerator(tree, { skipFormat: true, ...options });
const workflow = () => read('.github/workflows/conda.yml');

describe('ci generator', () => {
  it.each(COMBINATIONS)('writes YAML for $provider, $mode', async (options) => {
    await generate(options);
    const written = tree.listChanges().filter(({ path }) => /\.ya?ml$/.test(path));
    expect(written.length).toBeGreaterThan(1);
    for (const { path, content } of written)
      expect([path, parse(`${content}`)]).toEqual([path, expect.any(Object)]);
  });

  it('compares with the branch of nx.json', async () => {
    updateNxJson(tree, { defaultBase: 'trunk' });
    await generate({ provider: 'github' });
    expect(parse(workflow())).toMatchObject({ on: { push: { branches: ['trunk'] } } });
  });

  it('runs the targets under the names in nx.json', async () => {
    configure({ targets: { build: 'package' } });
    await generate({ provider: 'github' });
    expect(workflow()).toContain('nx affected -t package conda-test');
  });

  it('has a job for each wave', async () => {
    await generate({ provider: 'github', mode: 'matrix', waves: 3 });
    const { jobs } = parse(workflow()) as { jobs: object };
    expect(Object.keys(jobs)).toEqual(['plan', 'wave1', 'wave2', 'wave3', 'conda']);
  });

  it('publishes with the identity of the workflow to prefix.dev, and with a secret elsewhere', async () => {
    configure({ publishTo: 'https://prefix.dev/mine' });
    await generate({ provider: 'github' });
    expect(workflow()).toContain('id-token: write');
    configure({ publishTo: 'https://anaconda.org/mine' });
    await generate({ provider: 'github' });
    expect(workflow()).not.toContain('id-token');
    expect(workflow()).toContain('ANACONDA_API_KEY: ${{ secrets.ANACONDA_API_KEY }}');
  });

  it('does not publish to a folder of a machine that CI deletes', async () => {
    configure({ publishTo: '../channel' });
    await generate({ provider: 'github' });
    expect(workflow()).not.toContain('conda-publish');
  });

  it('frees disk space only for recipes that use CUDA', async () => {
    await generate({ provider: 'github' });
    expect(read('.github/actions/nx-conda-setup/action.yml')).not.toContain('Free disk space');
    tree.write('recipes/knn/recipe.yaml', 'requirements: {build: ["${{ compiler(\'cuda\') }}"]}');
    await generate({ provider: 'github' });
    expect(read('.github/actions/nx-conda-setup/action.yml')).toContain('Free disk space');
  });

  it('uses the wrapper script of Nx in a workspace without package.json', async () => {
    tree.delete('package.json');
    await generate({ provider: 'github', mode: 'matrix' });
    expect(workflow()).toContain('.nx/installation/node_modules/.bin/nx-conda plan');
    expect(read('.github/actions/nx-conda-setup/action.yml')).not.toContain('npm ci');
  });

  it.each(PROVIDERS)('does not overwrite a workflow of another author (%s)', async (provider) => {
    const path = {
      github: '.github/workflows/conda.yml',
      gitlab: '.gitlab/nx-conda.yml',
      azure: '.azure/nx-conda.yml',
    };
    tree.write(path[provider], 'mine: 1\n');
    await expect(generate({ provider })).rejects.toThrow(
      `${path[provider]} exists, and nx-conda did not write it`,
    );
    expect(read(path[provider])).toBe('mine: 1\n');
  });

  it('keeps an existing .gitlab-ci.yml, and says what to add', async () => {
    tree.write('.gitlab-ci.yml', 'stages: [build]\n');
    await generate({ provider: 'gitlab' });
    expect(read('.gitlab-ci.yml')).toBe('stages: [build]\n');
    expect(nextSteps({ provider: 'gitlab' }, await ciFacts(tree), false).join('\n')).toContain(
      'Add this to .gitlab-ci.yml: include: [{ local: .gitlab/nx-conda.yml }]',
    );
  });

  it.each(["x', evil: '", '${{ secrets.X }}', 'a\nb', ''])('refuses the runner %j', async (runner) => {
    await expect(generate({ provider: 'github', runner })).rejects.toThrow('not a label of machines');
  });

  it('tells actionlint the labels of own machines', async () => {
    await generate({ provider: 'github', runner: 'self-hosted, linux', gpuRunner: 'h200' });
    expect(parse(read('.github/actionlint.yaml'))).toEqual({
      'self-hosted-runner': { labels: ['self-hosted', 'linux', 'h200'] },
    });
  });
});

describe('nx sync', () => {
  it.each(COMBINATIONS)('changes nothing right after the generator ($provider, $mode)', async (options) => {
    await generate({ ...options, jobs: 6, runner: 'self-hosted, linux', gpuRunner: 'My Pool' });
    const before = contents();
    await ciSyncGenerator(tree);
    expect(contents()).toEqual(before);
    expect(readNxJson(tree)?.sync?.globalGenerators).toEqual(['nx-conda:ci-sync']);
  });

  it('writes a workflow again after a change of the workspace', async () => {
    await generate({ provider: 'github', mode: 'matrix', jobs: 6 });
    configure({ targets: { build: 'package' } });
    expect(await ciSyncGenerator(tree)).toEqual({
      outOfSyncMessage: expect.stringContaining('.github/workflows/conda.yml') as string,
    });
    expect(workflow()).toContain('--targets=package,conda-test --jobs=6');
  });

  it('leaves a workflow without its header alone', async () => {
    await generate({ provider: 'github' });
    const own = workflow().replace(/^#.*\n/, '');
    tree.write('.github/workflows/conda.yml', own);
    configure({ targets: { build: 'package' } });
    await ciSyncGenerator(tree);
    expect(workflow()).toBe(own);
  });

  it('reads the options that it wrote', () => {
    const options = {
      provider: 'azure',
      mode: 'matrix',
      jobs: 3,
      waves: 2,
      runner: 'My Pool',
      gpuRunner: 'a,b',
    } as const;
    expect(optionsInHeader(`${headerOf(options)}\nname: x\n`)).toEqual(options);
    expect(optionsInHeader('name: x\n')).toBeUndefined();
  });
});

function contents(): Record<string, string> {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, `${content}`]));
}
