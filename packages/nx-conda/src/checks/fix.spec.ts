import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Severities } from './check';
import { fixRecipe, type Renders } from './fix';
import type { Rule } from './rule';

const recipePath = 'recipes/a/recipe.yaml';
let workspaceRoot: string;
beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-conda-fix-'));
  mkdirSync(join(workspaceRoot, 'recipes/a'), { recursive: true });
});
afterEach(() => {
  rmSync(workspaceRoot, { recursive: true });
});

const always: Renders = async () => new Set(['linux-64', 'win-64']);
/** Recipes with a word in them render on Linux only. */
const refusing =
  (word: string): Renders =>
  async (changed) =>
    new Set((changed.get(recipePath) ?? '').includes(word) ? ['linux-64'] : ['linux-64', 'win-64']);

async function fix(
  text: string,
  renders: Renders = always,
  severities: Severities = {},
  notRendered?: string,
) {
  writeFileSync(join(workspaceRoot, recipePath), text);
  const workspace = {
    provides: new Map(),
    channels: ['conda-forge'],
    channelPackages: undefined,
    notRendered,
  };
  const request = { workspaceRoot, recipePath, variantFiles: [], platform: 'linux-64', workspace };
  const { changed, applied, refused, findings } = await fixRecipe(request, severities, renders);
  return {
    text: changed.get(recipePath),
    applied: applied.map(({ description }) => description),
    refused: refused.map(({ description }) => description),
    rules: findings.map(({ rule }) => rule),
  };
}

const recipe = (...items: string[]) => `package:
  name: a
requirements:
  run:
${items.map((item) => `    - ${item}\n`).join('')}tests:
  - script: a
`;

describe('fixRecipe', () => {
  it('makes every change, and finds nothing more; the file is unchanged', async () => {
    expect(await fix(recipe('torch >=2 # why', 'pyg'))).toEqual({
      text: recipe('pytorch >=2 # why', 'pytorch_geometric'),
      applied: ['Write pytorch >=2 for torch', 'Write pytorch_geometric for pyg'],
      refused: [],
      rules: [],
    });
    expect(readFileSync(join(workspaceRoot, recipePath), 'utf8')).toBe(recipe('torch >=2 # why', 'pyg'));
  });

  it('drops the error of rattler-build from before the fix if the recipe renders now', async () => {
    const error = 'Error:   × Failed to render recipe with variants';
    expect(await fix(recipe('pyg'), always, {}, error)).toMatchObject({ rules: [] });
    const never: Renders = async () => new Set();
    expect(await fix(recipe('pyg'), never, {}, error)).toMatchObject({ rules: ['not-rendered'] });
  });

  it('changes nothing without findings', async () => {
    const renders = jest.fn(always);
    expect(await fix(recipe('python'), renders)).toEqual({
      text: undefined,
      applied: [],
      refused: [],
      rules: [],
    });
    expect(renders).not.toHaveBeenCalled();
  });

  it('skips changes that rattler-build refuses on one platform, and makes the others', async () => {
    expect(await fix(recipe('pyg', 'torch', 'sklearn'), refusing('pytorch_geometric'))).toEqual({
      text: recipe('pyg', 'pytorch', 'scikit-learn'),
      applied: ['Write pytorch for torch', 'Write scikit-learn for sklearn'],
      refused: ['Write pytorch_geometric for pyg'],
      rules: ['pyg-package-name'],
    });
  });

  it.each([
    ['did not render before', async () => new Set<string>()],
    ['nobody can render', async () => undefined],
  ])('makes every change in a recipe that %s', async (_, renders: Renders) => {
    expect((await fix(recipe('torch'), renders)).text).toBe(recipe('pytorch'));
  });

  it('makes changes of the same place one after the other', async () => {
    const text = `package:
  name: a
requirements:
  build:
    - \${{ compiler('cuda') }}
  host:
    - cuda-version ==12.6
    - libcusparse >=12.0,<12.2
tests:
  - script: a
`;
    expect(await fix(text)).toMatchObject({
      text: text.replace('libcusparse >=12.0,<12.2', 'libcusparse-dev'),
      applied: [
        'Write libcusparse without a version, and let cuda-version pin the release of CUDA',
        'Replace libcusparse with libcusparse-dev in host',
      ],
    });
  });

  it('drops a change that makes the recipe unreadable, and keeps its finding', async () => {
    writeFileSync(join(workspaceRoot, recipePath), recipe('python'));
    const workspace = { provides: new Map(), channels: [], channelPackages: undefined };
    const request = { workspaceRoot, recipePath, variantFiles: [], platform: 'linux-64', workspace };
    const breaking: Rule = {
      id: 'breaking',
      severity: 'error',
      summary: 'Offers a fix that breaks YAML',
      *check({ file }) {
        const edits = [{ path: file.path, start: 0, end: 0, text: 'a: [' }];
        const fix = { description: 'Break it', edits };
        yield { at: { file, start: 0, end: 1 }, message: 'It is whole.', why: '', help: [], fix };
      },
    };
    const { changed, refused, findings } = await fixRecipe(request, {}, async () => undefined, [breaking]);
    expect([...changed]).toEqual([]);
    expect(refused.map(({ description }) => description)).toEqual(['Break it']);
    expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['1 breaking']);
  });

  it('fixes neither disabled rules nor infos', async () => {
    const severities = { 'unknown-package-name': 'info', 'pyg-package-name': 'off' } as const;
    const { text, rules } = await fix(recipe('torch', 'pyg'), always, severities);
    expect([text, rules]).toStrictEqual([undefined, ['unknown-package-name']]);
  });

  it('changes variant files and scripts too', async () => {
    writeFileSync(join(workspaceRoot, 'recipes/a/variants.yaml'), 'zip_keys: [python, numpy]\n');
    writeFileSync(join(workspaceRoot, recipePath), recipe('python'));
    const workspace = { provides: new Map(), channels: [], channelPackages: undefined };
    const request = { workspaceRoot, recipePath, variantFiles: [], platform: 'linux-64', workspace };
    const { changed } = await fixRecipe(request, {}, always);
    expect([...changed]).toEqual([['recipes/a/variants.yaml', 'zip_keys: [[python, numpy]]\n']]);
  });
});
