import { binary } from './engines';
import { addChain, addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';
import { WatchedEngine } from './watched-engine';

interface ShownProject {
  metadata: {
    conda: { exact: boolean; reason?: string; edges: string[]; provides: string[]; build: string[] };
  };
}

const CHAIN = ['app-x', 'base-x', 'lib-x', 'tool-x'];

(binary ? describe : describe.skip)('the facts of recipes', () => {
  let workspace: TestWorkspace;
  let engine: WatchedEngine;

  beforeEach(() => {
    workspace = new TestWorkspace();
    engine = new WatchedEngine(workspace.home, binary ?? '');
    addChain(workspace);
  });

  afterEach(() => workspace.remove());

  async function conda(project: string, env = {}): Promise<ShownProject['metadata']['conda']> {
    const shown = await workspace.ok(['show', 'project', project, '--json'], { ...engine.env, ...env });
    return (JSON.parse(shown) as ShownProject).metadata.conda;
  }

  it('is rendered once, and again only if one of its dependencies changed', async () => {
    await conda('app-x');
    expect(engine.rendered()).toEqual(CHAIN);
    await conda('app-x');
    expect(engine.rendered()).toEqual([]);
    workspace.edit('recipes/lib-x/recipe.yaml', (text) => `# why\n${text}`);
    await conda('app-x');
    expect(engine.rendered()).toEqual(['lib-x']);
    workspace.write('notes/recipes.md', 'A file of nobody.\n');
    await conda('app-x');
    expect(engine.rendered()).toEqual([]);
    workspace.edit('recipes/lib-x/recipe.yaml', (text) => text.replace('# why\n', ''));
    await conda('app-x');
    expect(engine.rendered()).toEqual([]);
    workspace.write('variants.json', JSON.stringify({ flavour: ['sweet'] }));
    await conda('app-x');
    expect(engine.rendered()).toEqual(CHAIN);
    engine.setVersion('0.99.0');
    await conda('app-x');
    expect(engine.rendered()).toEqual(CHAIN);
  });

  it('does not cache a failure of an engine', async () => {
    engine.setBroken(true);
    expect(await conda('lib-x')).toMatchObject({
      ...{ exact: false, edges: ['recipes/base-x'] },
      reason: expect.stringContaining('no space left') as unknown,
    });
    engine.setBroken(false);
    expect(await conda('lib-x')).toMatchObject({ exact: true, edges: ['recipes/base-x'] });
  });

  it('follows an environment variable that a recipe reads, and no other', async () => {
    const recipe = recipeText({ name: 'env-x', host: ['${{ env.get("NEED_X", default="base-x") }}'] });
    workspace.write('recipes/env-x/recipe.yaml', recipe);
    expect((await conda('env-x')).edges).toEqual(['recipes/base-x']);
    engine.rendered();
    expect((await conda('env-x', { NEED_X: 'lib-x', OTHER_X: '1' })).edges).toEqual(['recipes/lib-x']);
    expect(engine.rendered()).toEqual(['env-x']);
  });

  it('renders a recipe that loads a file or asks git every time, from the workspace root', async () => {
    workspace.write('shared.yaml', 'need: base-x\n');
    workspace.write(
      'recipes/load-x/recipe.yaml',
      `context:\n  need: \${{ load_from_file("shared.yaml").need }}\n${recipeText({ name: 'load-x', host: ['${{ need }}'] })}`,
    );
    workspace.git('add', '.');
    workspace.git('commit', '--quiet', '--message', 'one');
    workspace.write(
      'recipes/git-x/recipe.yaml',
      recipeText({ name: 'git-x', version: '${{ git.head_rev(".")[:7] }}', run: ['base-x'] }),
    );
    expect(await conda('load-x')).toMatchObject({ exact: true, edges: ['recipes/base-x'] });
    expect(await conda('git-x')).toMatchObject({ exact: true, edges: ['recipes/base-x'] });
    workspace.write('shared.yaml', 'need: lib-x\n');
    expect(await conda('load-x')).toMatchObject({ exact: true, edges: ['recipes/lib-x'] });
  });

  it('takes the variants and the platform of a single project from its project.json', async () => {
    const recipe = recipeText({ name: 'own-x', host: ['${{ need }}'] });
    workspace.write('recipes/own-x/recipe.yaml', recipe);
    workspace.write('own.json', JSON.stringify({ need: ['base-x'] }));
    const options = { variants: ['own.json'], targetPlatform: 'linux-aarch64' };
    workspace.write(
      'recipes/own-x/project.json',
      JSON.stringify({ targets: { 'conda-build': { options } } }),
    );
    expect(await conda('own-x')).toMatchObject({ exact: true, edges: ['recipes/base-x'] });
    expect((await conda('own-x')).build).toEqual(['base-x']);
  });

  it('has every provider of a name, in any case and any folder, including nested ones', async () => {
    addRecipe(workspace, { name: 'Mixed-X' }, 'recipes/other-name');
    addRecipe(workspace, { name: 'mixed-x' }, 'recipes/lib-x/nested');
    addRecipe(workspace, { name: 'needs-x', host: ['MIXED-x'] });
    expect(await conda('needs-x')).toMatchObject({
      edges: ['recipes/lib-x/nested', 'recipes/other-name'],
      build: ['nested', 'other-name'],
    });
  });

  it('keeps a project that is skipped on the platform, without outputs', async () => {
    workspace.write(
      'recipes/win-x/recipe.yaml',
      recipeText({ name: 'win-x', host: ['base-x'] }).replace('build:\n', 'build:\n  skip: [linux]\n'),
    );
    expect(await conda('win-x')).toMatchObject({ exact: true, provides: [], edges: [] });
  });

  it('shows a reason for each recipe that does not render, and does not affect others in its batch', async () => {
    const undefined1 = recipeText({ name: 'undefined-x', version: '${{ nope }}', run: ['base-x'] });
    workspace.write('recipes/undefined-x/recipe.yaml', undefined1);
    workspace.write('recipes/legacy-x/recipe.yaml', 'package:\n  name: legacy-x\n  version: "{{ v }}"\n');
    expect(await conda('undefined-x')).toMatchObject({ exact: false, edges: ['recipes/base-x'] });
    for (const project of CHAIN) expect((await conda(project)).exact).toBe(true);
  });
});
