import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from './engines';
import { addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

const PLUGIN = { plugin: 'nx-conda', options: { channels: [] as string[] } };

/** Runs a task that must fail, and returns its output. */
async function failure(
  workspace: TestWorkspace,
  task: string,
  env: Record<string, string> = {},
): Promise<string> {
  const { exitCode, output } = await workspace.nx(['run', task], env);
  expect(exitCode).toBe(1);
  return output;
}

describe('bad input', () => {
  let workspace: TestWorkspace;

  beforeEach(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    addRecipe(workspace, { name: 'good-x' });
  });

  afterEach(async () => {
    // A problem in one recipe does not affect the others.
    await workspace.ok(['run', 'good-x:conda-build']);
    workspace.remove();
  });

  it('names line and column of a recipe that is not YAML', async () => {
    workspace.write('recipes/broken/recipe.yaml', 'package:\n  name: broken\n  version: [1.0\nbuild: {}\n');
    expect(await failure(workspace, 'broken:conda-build')).toMatch(/recipes\/broken\/recipe\.yaml:\d+:\d+/);
  });

  it('names the missing parts of an empty and of a foreign file', async () => {
    workspace.write('recipes/empty/recipe.yaml', '\n');
    workspace.write('recipes/cake/recipe.yaml', 'flour: 200 g\n');
    expect(await failure(workspace, 'empty:conda-build')).toMatch(/recipes\/empty\/recipe\.yaml:1:1.*empty/);
    expect(await failure(workspace, 'cake:conda-build')).toMatch(/recipes\/cake\/recipe\.yaml:1:1/);
  });

  it('shows the message of rattler-build for a recipe that does not render', async () => {
    addRecipe(workspace, { name: 'undefined-x', version: '${{ nowhere }}' });
    expect(await failure(workspace, 'undefined-x:conda-build')).toContain('nowhere');
  });

  it.each(['../../evil', 'a;touch evil', 'a$(touch evil)', 'a b'])(
    'rejects the package name %j',
    async (name) => {
      workspace.write('recipes/evil/recipe.yaml', recipeText({ name: JSON.stringify(name), content: 'x' }));
      expect(await failure(workspace, 'evil:conda-build')).toContain('name');
      expect(workspace.exists('evil')).toBe(false);
    },
  );

  it('names the requirement that no channel has', async () => {
    addRecipe(workspace, { name: 'lonely-x', host: ['no-such-package-x'] });
    expect(await failure(workspace, 'lonely-x:conda-build')).toContain('no-such-package-x');
  });

  it('names a missing channel folder', async () => {
    workspace.write('recipes/far/recipe.yaml', recipeText({ name: 'far-x' }));
    const options = { channels: ['file:no/such/channel'] };
    workspace.write('recipes/far/project.json', JSON.stringify({ targets: { 'conda-build': { options } } }));
    expect(await failure(workspace, 'far:conda-build')).toContain('no/such/channel');
  });

  it('names line and column of unreadable variants, and a missing file', async () => {
    workspace.write('recipes/vary/recipe.yaml', recipeText({ name: 'vary-x' }));
    const project = (file: string) =>
      JSON.stringify({ targets: { 'conda-build': { options: { variants: [file] } } } });
    workspace.write('recipes/vary/project.json', project('broken.yaml'));
    workspace.write('broken.yaml', 'python: [3.11\nzip_keys: {\n');
    expect(await failure(workspace, 'vary:conda-build')).toMatch(/broken\.yaml:\d+:\d+/);
    workspace.write('recipes/vary/project.json', project('missing.yaml'));
    expect(await failure(workspace, 'vary:conda-build')).toContain('missing.yaml does not exist');
  });

  it('rejects a recipe that is linked from outside of the workspace', async () => {
    const outside = join(workspace.home, 'outside.yaml');
    writeFileSync(outside, recipeText({ name: 'outside-x' }));
    mkdirSync(join(workspace.root, 'recipes/outside'));
    symlinkSync(outside, join(workspace.root, 'recipes/outside/recipe.yaml'));
    const { stdout } = await workspace.nx(['show', 'projects']);
    // Nx may not list linked files at all: then there is no project.
    if (stdout.includes('outside')) {
      expect(await failure(workspace, 'outside:conda-build')).toContain('outside the workspace');
    }
  });

  it('lists the known options for a misspelled one', async () => {
    workspace.write('nx.json', JSON.stringify({ plugins: [{ ...PLUGIN, options: { chanels: [] } }] }));
    const { exitCode, output } = await workspace.nx(['show', 'projects']);
    expect(exitCode).toBe(1);
    expect(output).toContain('"chanels"');
    expect(output).toContain('channels, variants');
    workspace.write('nx.json', JSON.stringify({ plugins: [PLUGIN] }));
  });

  it('reports an unwritable output folder', async () => {
    workspace.write('dist/conda', 'a file where a folder should be');
    expect(await failure(workspace, 'good-x:conda-build')).toContain('dist/conda');
    workspace.delete('dist');
  });

  it('keeps shell characters in paths literal', async () => {
    addRecipe(workspace, { name: 'shell-x' }, "recipes/$(touch evil) 'x'");
    const projects = JSON.parse(await workspace.ok(['show', 'projects', '--json'])) as string[];
    const project = projects.find((name) => name.includes('touch')) ?? '';
    await workspace.nx(['run-many', '-t', 'conda-build', '-p', project]);
    expect(workspace.exists('evil')).toBe(false);
  });
});

describe('without an engine', () => {
  it('does not download when told not to, explains the installation, and keeps the graph', async () => {
    const workspace = new TestWorkspace({ NX_CONDA_NO_DOWNLOAD: '1' });
    addRecipe(workspace, { name: 'good-x' });
    await workspace.ok(['show', 'projects']);
    const output = await failure(workspace, 'good-x:conda-build');
    expect(output).toContain('NX_CONDA_NO_DOWNLOAD');
    expect(output).toContain('rattler-build');
    workspace.remove();
  });

  it('reports that the embedded engine needs Python', async () => {
    const workspace = new TestWorkspace();
    addRecipe(workspace, { name: 'good-x' });
    const empty = join(workspace.home, 'bin');
    mkdirSync(empty);
    symlinkSync(process.execPath, join(empty, 'node'));
    const output = await failure(workspace, 'good-x:conda-build', { PATH: empty });
    expect(output).toContain('Python');
    workspace.remove();
  });

  it('names a configured binary that is missing', async () => {
    const workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: '/no/such/rattler-build' });
    addRecipe(workspace, { name: 'good-x' });
    await workspace.ok(['show', 'projects']);
    expect(await failure(workspace, 'good-x:conda-build')).toContain('/no/such/rattler-build');
    workspace.remove();
  });
});
