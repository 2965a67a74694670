import { recipeText, TempWorkspace } from './temp-workspace.fixture';
import { refuseFoldersWithoutRecipes } from './folders-without-recipes';
import { ExplainedError } from '../explained-error';
import { readSettings } from '../options';

describe('the folders of the option folders', () => {
  const workspace = new TempWorkspace({
    'recipes/wasm/zlib/recipe.yaml': recipeText('zlib'),
    'vendor/x/recipe.yaml': recipeText('x'),
    'docs/index.md': '',
    '.gitmodules': '[submodule "third"]\n\tpath = third\n\turl = https://example.invalid/third\n',
  });

  async function refusal(...folders: string[]): Promise<string | undefined> {
    const options = { exclude: ['vendor/**'], folders: Object.fromEntries(folders.map((one) => [one, {}])) };
    const checked = refuseFoldersWithoutRecipes(readSettings(options), workspace.root);
    return checked.then(
      () => undefined,
      (error: unknown) => (error as ExplainedError).format(),
    );
  }

  it('may be recipes, folders around recipes, and submodules that are not checked out', async () => {
    expect(
      await refusal('recipes', 'recipes/wasm/', './recipes/wasm/zlib', '.', 'third/recipes'),
    ).toBeUndefined();
  });

  it.each([
    ['recipes/wasn', 'but this folder does not exist.\n  1. Did you mean recipes/wasm?'],
    ['docs', 'but no recipe in this folder is a project.'],
    ['vendor', 'but no recipe in this folder is a project.'],
    ['recipes/*', 'but this folder does not exist.'],
  ])('may not be %s', async (folder, message) => {
    expect(await refusal('recipes', folder)).toContain(`names ${folder}, ${message}`);
  });
});
