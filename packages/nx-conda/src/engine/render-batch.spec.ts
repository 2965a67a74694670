import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Engine } from './engine';
import { renderRecipes } from './render-batch';

/**
 * Imitates rattler-build for batches: `bad-*` fails, all `cycle-*` together fail too, `twin-*` have the same package,
 * `skipped` has none.
 */
const FAKE = `
const { appendFileSync } = require('node:fs');
const { basename } = require('node:path');
const recipes = process.argv.filter((_, i, all) => all[i - 1] === '--recipe');
appendFileSync(__dirname + '/runs', recipes.map((r) => basename(r)).join(' ') + '\\n');
const log = (message) => console.error(JSON.stringify({ fields: { message } }));
const outputs = [];
for (const recipe of recipes) {
  const name = basename(recipe).replace(/^twin-.*/, 'twin');
  log('Processing recipe at path: ' + recipe);
  if (name.startsWith('bad')) { console.error('Error: × ' + name); process.exit(1); }
  log('\\nBuild variant: ' + name + '-1-h_0' + (name === 'skipped' ? ' (skipped)' : ''));
  if (name !== 'skipped') outputs.unshift({ recipe: { package: { name, version: '1' }, build: { string: 'h_0' }, about: recipe } });
}
if (recipes.filter((r) => basename(r).startsWith('cycle')).length > 1) { console.error('Error: × Cycle'); process.exit(1); }
console.log(JSON.stringify(outputs));
`;

describe('renderRecipes', () => {
  let folder: string;
  let engine: Engine;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nx-conda-batch-'));
    writeFileSync(join(folder, 'fake.js'), FAKE);
    appendFileSync(join(folder, 'runs'), '');
    engine = {
      kind: 'command',
      command: process.execPath,
      args: [join(folder, 'fake.js')],
      env: {},
      version: '0',
    };
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** The result of each recipe: the recipe that its output comes from, `none`, or the error. */
  async function render(...names: string[]): Promise<Record<string, string>> {
    const recipes = names.map((name) => join(folder, name));
    const renderings = await renderRecipes(
      engine,
      { recipes, variantFiles: [], experimental: false },
      folder,
    );
    return Object.fromEntries(
      [...renderings].map(([path, rendering]) => {
        if ('error' in rendering) return [basename(path), rendering.error];
        const from = rendering.outputs.map(({ recipe }) =>
          basename((recipe as { about?: string }).about ?? ''),
        );
        return [basename(path), from.join(' ') || 'none'];
      }),
    );
  }

  function runs(): string[] {
    return readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n');
  }

  it('renders all in one run, and assigns each output to its recipe', async () => {
    expect(await render('a', 'b', 'skipped')).toEqual({ a: 'a', b: 'b', skipped: 'none' });
    expect(runs()).toEqual(['a b skipped']);
  });

  it('isolates the one that fails, and renders all others', async () => {
    expect(await render('a', 'b', 'bad-x', 'c', 'd')).toEqual({
      ...{ a: 'a', b: 'b', c: 'c', d: 'd' },
      'bad-x': 'Error: × bad-x',
    });
    expect(runs()).toEqual(['a b bad-x c d', 'a b', 'bad-x', 'c d']);
  });

  it('splits a batch of recipes that depend on each other until they are separated', async () => {
    expect(await render('a', 'cycle-x', 'b', 'cycle-y')).toEqual({
      ...{ a: 'a', b: 'b', 'cycle-x': 'cycle-x', 'cycle-y': 'cycle-y' },
    });
  });

  it('renders recipes with the same package one by one', async () => {
    expect(await render('twin-1', 'a', 'twin-2')).toEqual({ 'twin-1': 'twin-1', a: 'a', 'twin-2': 'twin-2' });
    expect(runs()).toEqual(['twin-1 a twin-2', 'twin-1', 'twin-2']);
  });
});
