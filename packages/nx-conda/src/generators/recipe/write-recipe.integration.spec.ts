import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine';
import { findEngine } from '../../engine/find';
import { renderRecipe } from '../../engine/render';
import { facts, plan, PLANS, python, VARIANTS } from './facts.fixture';
import { writeRecipe } from './write-recipe';

const beside = join(__dirname, '../../../../../../shared/bin/rattler-build');
const program = process.env['NX_CONDA_RATTLER_BUILD'] ?? (existsSync(beside) ? beside : undefined);

if (program === undefined)
  console.warn('SKIPPED: whether rattler-build renders generated recipes. Set NX_CONDA_RATTLER_BUILD.');

(program === undefined ? describe.skip : describe)('rendered by rattler-build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-recipe-'));
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await findEngine({ configured: program ?? '', workspaceRoot: folder, env: {} });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const render = async (text: string) => {
    if (!engine) throw new Error(`${program} is not rattler-build`);
    const [recipe, variants] = [join(folder, 'recipe.yaml'), join(folder, 'variants.json')];
    writeFileSync(recipe, text);
    writeFileSync(variants, VARIANTS);
    const request = { recipe, variantFiles: [variants], ignoreRecipeVariants: true, experimental: false };
    return renderRecipe(engine, { ...request, targetPlatform: 'linux-64' }, folder);
  };

  it.each(Object.entries(PLANS))('renders: %s', async (_, known) => {
    expect(await render(writeRecipe(known))).toMatchObject({ outputs: expect.anything() });
  });

  it('shows a summary as it was written', async () => {
    const summary = 'a ${{ env.get("HOME") }} {% if %} {# b #} ${{{% "\' # c: }}';
    const license = 'Odd: ${{ x }} licence';
    const homepage = 'https://a.example/${{ y }}';
    const rendered = await render(
      writeRecipe(plan({ facts: facts({ summary, license, homepage, python: python() }) })),
    );
    expect(rendered).toMatchObject({ outputs: [{ recipe: { about: { summary } } }] });
  });
});
