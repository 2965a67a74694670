import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Engine } from '../../nx-conda/src/engine/engine';
import type { Rendering } from '../../nx-conda/src/engine/render';
import { renderRecipes } from '../../nx-conda/src/engine/render-batch';
import { approximate } from '../../nx-conda/src/recipe/facts/approximate';
import type { OutputFacts } from '../../nx-conda/src/recipe/parts/facts';
import { parseRecipe } from '../../nx-conda/src/recipe/parts/parse';
import { outputsFromRendering } from '../../nx-conda/src/recipe/facts/rendered-outputs';
import { parseVariants } from '../../nx-conda/src/recipe/variants/variants';
import { binary } from './engines';
import { generatedRecipe, VARIANTS } from './generated-recipes';

const RECIPES = 150;
const BATCH = 50;

/** `kind name` of every requirement. */
function requirementsOf({ requirements: { exports, ...lists } }: OutputFacts): string[] {
  return Object.entries({ ...lists, ...exports }).flatMap(([kind, list]) =>
    list.map(({ name }) => `${kind} ${name}`),
  );
}

(binary ? describe : describe.skip)('generated recipes', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nx-conda-generated-'));
    writeFileSync(join(folder, 'variants.json'), JSON.stringify(VARIANTS));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(recipe: unknown, index: number): string {
    const path = join(folder, `r${index}`, 'recipe.yaml');
    mkdirSync(dirname(path));
    writeFileSync(path, JSON.stringify(recipe, null, 1));
    return path;
  }

  async function renderAll(recipes: string[]): Promise<Map<string, Rendering>> {
    const engine: Engine = { kind: 'command', command: binary ?? '', args: [], env: {}, version: '' };
    const request = {
      variantFiles: [join(folder, 'variants.json')],
      targetPlatform: 'linux-64',
      experimental: false,
    };
    const renderings = new Map<string, Rendering>();
    for (let at = 0; at < recipes.length; at += BATCH) {
      const batch = { ...request, recipes: recipes.slice(at, at + BATCH) };
      for (const [path, rendering] of await renderRecipes(engine, batch, folder))
        renderings.set(path, rendering);
    }
    return renderings;
  }

  /** What rattler-build found and the over-approximation does not name. */
  function missing(path: string, rendering: Rendering): string[] {
    if ('error' in rendering) return [];
    const variants = parseVariants(readFileSync(join(folder, 'variants.json'), 'utf8'), 'variants.json');
    const { outputs } = approximate(parseRecipe(readFileSync(path, 'utf8'), path), variants, 'linux-64');
    return outputsFromRendering(rendering.outputs).flatMap((rendered) => {
      const named = new Set(outputs.filter(({ name }) => name === rendered.name).flatMap(requirementsOf));
      if (!outputs.some(({ name }) => name === rendered.name)) return [`${path}: output ${rendered.name}`];
      return requirementsOf(rendered)
        .filter((one) => !named.has(one))
        .map((one) => `${path}: ${one} of ${rendered.name}`);
    });
  }

  it('need nothing that the over-approximation does not name', async () => {
    const paths = fc.sample(generatedRecipe, { numRuns: RECIPES, seed: 20261124 }).map(write);
    const renderings = await renderAll(paths);
    const rendered = [...renderings.values()].filter((rendering) => 'outputs' in rendering).length;
    // Otherwise the test would prove nothing.
    expect(rendered).toBeGreaterThan(RECIPES * 0.6);
    const gaps = [...renderings].flatMap(([path, rendering]) => missing(path, rendering));
    expect(gaps.map((gap) => gap.replace(folder, ''))).toEqual([]);
  });
});
