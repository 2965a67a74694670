import { startAgain, workspace } from './lib-and-app.fixture';
import buildExecutor from './build/executor';
import { recipeText } from './recipe-workspace.fixture';

const { engine } = workspace;

/** What a failing build of lib prints. */
async function failure(): Promise<string> {
  await workspace.readGraph(['lib', 'app']);
  await workspace.hash();
  const { success, output } = await workspace.run(buildExecutor, 'lib:conda-build');
  expect(success).toBe(false);
  return output;
}

describe('a build with submodules that are not checked out', () => {
  beforeEach(async () => {
    await startAgain();
    const paths = ['third/x', 'third/y'];
    workspace.write({
      '.gitmodules': paths.map((path) => `[submodule "${path}"]\n\tpath = ${path}\n`).join(''),
      'lib/recipe.yaml': recipeText('lib', 'source: {path: ../third/x/src}'),
    });
    engine.answer('build', 'lib', 'echo "Error:   × failed to canonicalize path" >&2; exit 1');
  });

  it('names the one that the recipe reads from, and how to check it out', async () => {
    expect(await failure()).toContain(
      [
        'Log: dist/conda/lib/build.log',
        'third/x is a git submodule that is not checked out.',
        '  1. To check out third/x, run git submodule update --init third/x\n',
      ].join('\n'),
    );
  });

  it('names all of them for a missing package, whose recipe may be in one', async () => {
    engine.answer('build', 'lib', 'echo "Error:   × No candidates were found for y *." >&2; exit 1');
    expect(await failure()).toMatch(
      /\nthird\/x is a git submodule that is not checked out\.\nthird\/y is .* not checked out, so nx-conda cannot find the recipes in this submodule\.\n {2}1\. To check out third\/x, run git submodule update --init third\/x\n {2}2\. .*third\/y\n/,
    );
  });

  it('does not name them if the recipe reads nothing from them, or cannot be read', async () => {
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', '# none') });
    expect(await failure()).not.toContain('submodule');
    workspace.write({ 'lib/recipe.yaml': 'package: [' });
    expect(await failure()).not.toContain('submodule');
  });
});
