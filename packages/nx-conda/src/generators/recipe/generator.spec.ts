import { readFileSync } from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { updateNxJson } from '@nx/devkit';
import type { SourceFacts } from '../../source/source-facts';
import { facts, PLANS, python } from './facts.fixture';
import { generateRecipe } from './generator';
import type { RecipeGeneratorOptions } from './options.schema';
import { factsReader } from './read-facts';

const names = { workspace: new Set<string>(), channels: undefined };
const folder = mkdtempSync(join(tmpdir(), 'nx-conda-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function generate(
  options: Partial<RecipeGeneratorOptions>,
  some: SourceFacts,
  before: Record<string, string> = {},
  pythons: string[] = [],
) {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, text] of Object.entries(before)) tree.write(path, text);
  const asked: string[] = [];
  const readFacts = async (from: string) => {
    asked.push(from);
    return { ...some, folder };
  };
  const log = await generateRecipe(tree, { name: 'thing', ...options }, { readFacts, names, pythons });
  const changes = tree.listChanges().map(({ path }) => path);
  return { tree, log, asked, changes, read: (path: string) => tree.read(path, 'utf8') ?? '' };
}

describe('generateRecipe', () => {
  it('uses PyPI by default, and prints the next step', async () => {
    const { asked, log, read } = await generate({}, facts({ python: python() }));
    expect(asked).toEqual(['pypi:thing']);
    expect(read('recipes/thing/recipe.yaml')).toContain('name: thing\n');
    expect(log).toEqual([
      'The recipe recipes/thing/recipe.yaml is of the kind python. Next, run nx conda-check thing and nx conda-build thing',
    ]);
  });

  it('adds only the missing keys', async () => {
    const variants = '{\n  "python": ["3.11.* *_cpython"],\n  "other": ["1"]\n}\n';
    const torch = PLANS['torch']?.facts ?? facts();
    const { log, read } = await generate({ cuda: '12.8' }, torch, { 'variants.json': variants });
    expect(read('variants.json')).toBe(
      '{\n  "python": ["3.11.* *_cpython"],\n  "other": ["1"],\n  "c_stdlib": ["sysroot"],\n  "c_stdlib_version": ["2.17"],\n' +
        '  "cuda_compiler": ["cuda-nvcc"],\n  "cuda_compiler_version": ["12.8"]\n}\n',
    );
    expect(log[0]).toBe(
      'variants.json: added c_stdlib sysroot; c_stdlib_version 2.17; cuda_compiler cuda-nvcc; cuda_compiler_version 12.8.',
    );
    expect(read('recipes/thing/recipe.yaml')).toContain('# GPU architectures for CUDA 12.8.');
  });

  it('adds the Python that a channel has', async () => {
    const compiled = facts({ languages: ['c'], python: python({ isPure: false }) });
    const { read } = await generate({}, compiled, { 'variants.json': '{}' }, ['3.11']);
    expect(read('variants.json')).toContain('"python": ["3.11.*"]');
  });

  it("warns if upstream allows none of the variants' Pythons", async () => {
    const compiled = (requiresPython: string) =>
      facts({ languages: ['c'], python: python({ isPure: false, requiresPython }) });
    const variants = { 'variants.json': '{ "python": ["3.11.* *_cpython"] }' };
    const { log } = await generate({}, compiled('>=3.12'), variants);
    expect(log.filter((line) => line.includes('nothing would be built'))).toEqual([
      expect.stringContaining('the source requires Python >=3.12, but your variants have only 3.11'),
    ]);
    expect((await generate({}, compiled('>=3.10'), variants)).log.join()).not.toContain(
      'nothing would be built',
    );
  });

  it('keeps a complete file, and uses its CUDA release', async () => {
    const variants = JSON.stringify({
      ...{
        python: ['3.11'],
        c_stdlib: ['sysroot'],
        'c-stdlib-version': ['2.28'],
        cuda_compiler: ['cuda-nvcc'],
      },
      cuda_compiler_version: ['None', '12.9'],
    });
    const { changes, read } = await generate({}, PLANS['torch']?.facts ?? facts(), {
      'variants.json': variants,
    });
    expect(read('variants.json')).toBe(variants);
    expect(changes).toContain('recipes/thing/recipe.yaml');
    expect(read('recipes/thing/recipe.yaml')).toContain('# GPU architectures for CUDA 12.9.');
  });

  it("prints conda-forge's name", async () => {
    const { log } = await generate({}, facts({ name: 'torch-scatter', python: python() }));
    expect(log[0]).toMatch(
      /^recipes\/thing\/recipe\.yaml: on conda-forge, .* this package is called pytorch_scatter\./,
    );
  });

  it('adds to the file that nx.json names', async () => {
    const tree = createTreeWithEmptyWorkspace();
    updateNxJson(tree, {
      plugins: [{ plugin: 'nx-conda', options: { variants: ['own.yaml', 'recipes/variants.json'] } }],
    });
    tree.write('own.yaml', 'c_stdlib: [sysroot]\nc_stdlib_version: ["2.28"]\n');
    const readFacts = async () => PLANS['compiled']?.facts ?? facts();
    await generateRecipe(tree, { name: 'thing' }, { readFacts, names });
    expect(tree.read('recipes/variants.json', 'utf8')).toBe('{\n  "python": ["3.12.*"]\n}\n');
  });

  it('prints keys that no JSON file can take, as lines of a variant file', async () => {
    const tree = createTreeWithEmptyWorkspace();
    updateNxJson(tree, { plugins: [{ plugin: 'nx-conda', options: { variants: ['own.yaml'] } }] });
    tree.write('own.yaml', 'c_stdlib: [sysroot]\n');
    const readFacts = async () => PLANS['compiled']?.facts ?? facts();
    const log = await generateRecipe(tree, { name: 'thing' }, { readFacts, names });
    const at = log.indexOf(
      'The recipe needs keys that no variant file sets. Add these lines to a variant file:',
    );
    expect(log.slice(at, at + 3)).toEqual([
      expect.stringMatching(/variant file:$/),
      '  python: ["3.12.*"]',
      '  c_stdlib_version: ["2.17"]',
    ]);
  });

  it('patches files that look for CUDA at a fixed path', async () => {
    mkdirSync(join(folder, 'libs'), { recursive: true });
    writeFileSync(join(folder, 'libs/setup.py'), 'home = "/usr/local/cuda"\n');
    const torch = PLANS['torch']?.facts ?? facts();
    const cuda = {
      ...{ builtBy: 'torch' as const, extensions: [], devPackages: [] },
      fixedPaths: [{ file: 'libs/setup.py', line: 1, text: 'home = "/usr/local/cuda"' }],
    };
    const { read, log } = await generate({}, { ...torch, cuda });
    expect(read('recipes/thing/recipe.yaml')).toContain('  patches:\n    - conda-cuda-paths.patch\n');
    expect(read('recipes/thing/conda-cuda-paths.patch')).toContain(
      '+home = "" + __import__("os").environ["PREFIX"]',
    );
    expect(log).toContain(
      'recipes/thing/conda-cuda-paths.patch: review every change in this patch before you build.',
    );
  });

  it('overwrites nothing, and writes nothing after an error', async () => {
    const before = { 'recipes/thing/recipe.yaml': 'mine' };
    await expect(generate({}, facts(), before)).rejects.toThrow('already exists');
    await expect(generate({ cuda: 'latest' }, facts())).rejects.toThrow('is not a CUDA release');
    await expect(generate({}, facts())).rejects.toThrow('Cannot detect how to build the source');
    await expect(generate({ name: '../x' }, facts())).rejects.toThrow('is not a valid conda package name');
  });

  it('writes a blank recipe of every kind', async () => {
    const { properties } = JSON.parse(readFileSync(join(__dirname, 'schema.json'), 'utf8')) as {
      properties: { kind: { enum: NonNullable<RecipeGeneratorOptions['kind']>[] } };
    };
    for (const kind of properties.kind.enum) {
      const tree = createTreeWithEmptyWorkspace();
      const readFacts = factsReader({ root: '/virtual', recipe: '/virtual/recipes/thing', scratch: folder });
      await generateRecipe(tree, { name: 'thing', from: 'blank', kind }, { readFacts, names });
      expect(tree.read('recipes/thing/recipe.yaml', 'utf8')).toContain('name: thing\n');
    }
  });

  it('reads a folder', async () => {
    mkdirSync(join(folder, 'code/thing'), { recursive: true });
    writeFileSync(join(folder, 'code/thing/__init__.py'), '');
    const readFacts = factsReader({ root: folder, recipe: join(folder, 'recipes/thing'), scratch: folder });
    const tree = createTreeWithEmptyWorkspace();
    await generateRecipe(tree, { name: 'thing', from: 'path:code' }, { readFacts, names });
    expect(tree.read('recipes/thing/recipe.yaml', 'utf8')).toContain('cp -R thing "$SP_DIR/"');
    await expect(readFacts('path:nowhere')).rejects.toThrow('There is no source folder');
  });
});
