import { engines } from './engines';
import { addChain, addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

interface GraphFile {
  graph: { dependencies: Record<string, { target: string }[]> };
}

interface TaskGraphFile {
  tasks: { tasks: Record<string, unknown> };
}

async function edges(workspace: TestWorkspace): Promise<Record<string, string[]>> {
  await workspace.ok(['graph', '--file=dist/graph.json']);
  const { graph } = JSON.parse(workspace.read('dist/graph.json')) as GraphFile;
  return Object.fromEntries(
    Object.entries(graph.dependencies).map(([name, list]) => [name, list.map(({ target }) => target).sort()]),
  );
}

async function tasksOf(workspace: TestWorkspace, task: string): Promise<string[]> {
  await workspace.ok(['run', task, '--graph=dist/tasks.json']);
  const { tasks } = JSON.parse(workspace.read('dist/tasks.json')) as TaskGraphFile;
  return Object.keys(tasks.tasks).sort();
}

const modes = [{ name: 'no engine at all', env: { NX_CONDA_NO_DOWNLOAD: '1' } }, ...engines.slice(0, 1)];

describe.each(modes)('the graph with $name', ({ env }) => {
  let workspace: TestWorkspace;

  beforeAll(() => {
    workspace = new TestWorkspace(env);
    addChain(workspace);
  });

  afterAll(() => workspace.remove());

  it('has a project for every recipe and an edge for every requirement', async () => {
    expect(await edges(workspace)).toMatchObject({
      'base-x': [],
      'lib-x': ['base-x'],
      'tool-x': ['lib-x'],
      'app-x': ['tool-x'],
    });
  });

  it('orders builds by build requirements, and tests by run requirements', async () => {
    expect(await tasksOf(workspace, 'app-x:conda-build')).toEqual(['app-x:conda-build']);
    expect(await tasksOf(workspace, 'app-x:conda-test')).toEqual([
      'app-x:conda-build',
      'app-x:conda-test',
      'base-x:conda-build',
      'lib-x:conda-build',
      'tool-x:conda-build',
    ]);
  });

  it('keeps broken, empty and foreign files as projects, and all others unchanged', async () => {
    workspace.write('recipes/empty/recipe.yaml', '');
    workspace.write('recipes/broken/recipe.yaml', 'package:\n  name: broken\n version: [');
    workspace.write('recipes/cake/recipe.yaml', 'flour: 200 g\neggs: 3\n');
    const options = { variants: 'not-a-list.json', targetPlatform: 1 };
    workspace.write('recipes/cake/project.json', JSON.stringify({ targets: { 'conda-build': { options } } }));
    workspace.write('recipes/binary/recipe.yaml', '\u0000\u0001\ufffd');
    expect(Object.keys(await edges(workspace))).toEqual(
      expect.arrayContaining(['empty', 'broken', 'cake', 'binary', 'app-x', 'base-x', 'lib-x', 'tool-x']),
    );
  });

  it('leaves out ignored folders, node_modules and dist', async () => {
    addRecipe(workspace, { name: 'hidden' }, 'dist/hidden');
    addRecipe(workspace, { name: 'hidden-too' }, 'sub/dist/hidden-too');
    workspace.edit('.gitignore', (text) => `${text}ignored\n`);
    addRecipe(workspace, { name: 'ignored' }, 'ignored/recipe');
    const projects = JSON.parse(await workspace.ok(['show', 'projects', '--json'])) as string[];
    expect(projects.filter((name) => /hidden|ignored/.test(name))).toEqual([]);
  });

  it('gives a recipe another name if a project already has it', async () => {
    workspace.write('js/lib-x/project.json', JSON.stringify({ name: 'lib-x' }));
    // A package without a name is named after its folder, and one beside a project.json counts too.
    workspace.edit('package.json', (text) =>
      JSON.stringify({ ...JSON.parse(text), workspaces: ['js/app-x'] }),
    );
    workspace.write('js/app-x/package.json', '{}');
    workspace.write('js/other/project.json', '{}');
    workspace.write('js/other/package.json', JSON.stringify({ name: 'base-x' }));
    addRecipe(workspace, { name: 'twin' }, 'a/twin');
    addRecipe(workspace, { name: 'twin' }, 'b/twin');
    const projects = JSON.parse(await workspace.ok(['show', 'projects', '--json'])) as string[];
    expect(projects).toEqual(
      expect.arrayContaining([
        'lib-x',
        'recipes-lib-x',
        'recipes-app-x',
        'recipes-base-x',
        'a-twin',
        'b-twin',
      ]),
    );
    expect((await edges(workspace))['tool-x']).toEqual(['recipes-lib-x']);
  });
});

describe('a build cycle', () => {
  it('stops its members, and nothing else', async () => {
    const workspace = new TestWorkspace(engines[0]?.env);
    addRecipe(workspace, { name: 'hen', host: ['egg'] });
    addRecipe(workspace, { name: 'egg', host: ['hen'] });
    addRecipe(workspace, { name: 'fox' });
    const run = await workspace.nx(['run-many', '-t', 'conda-build', '--nxBail=false']);
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain('These projects form a build cycle: egg → hen → egg.');
    expect(run.output).toMatch(/recipes\/egg\/recipe.yaml:\d+:\d+ egg requires hen/);
    expect(run.output).toMatch(/recipes\/hen\/recipe.yaml:\d+:\d+ hen requires egg/);
    expect(workspace.exists('dist/conda/fox/build.json')).toBe(true);
    workspace.remove();
  });
});
