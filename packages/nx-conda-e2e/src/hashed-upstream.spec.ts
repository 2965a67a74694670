import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const EXCLUDED = '--exclude-task-dependencies';
const REFUSED = /app-x:\S+ uses packages of lib-x, which are built in this run, but app-x:\S+ does not wait/;

/** app is built with lib, and both have a configuration. */
function lib(content: string) {
  return { name: 'lib-x', content };
}

function addRecipes(workspace: TestWorkspace): void {
  addRecipe(workspace, lib('one'));
  addRecipe(workspace, { name: 'app-x', host: ['lib-x'], run: ['lib-x'], test: ['true'] });
}

function setProject(workspace: TestWorkspace, target: object): void {
  workspace.write('recipes/app-x/project.json', JSON.stringify({ targets: { 'conda-build': target } }));
}

describe('a build without its upstream builds in the task graph', () => {
  let workspace: TestWorkspace;

  beforeAll(async () => {
    workspace = new TestWorkspace(engines[0]?.env);
    addRecipes(workspace);
    workspace.commit('Start');
    await workspace.ok(['run-many', '-t', 'conda-build']);
  });

  afterAll(async () => {
    await workspace.nx(['daemon', '--stop'], { NX_DAEMON: 'true' });
    workspace.remove();
  });

  it.each([
    ['a build', ['run', 'app-x:conda-build', EXCLUDED], {}],
    ['run-many', ['run-many', '-t', 'conda-build', '-p', 'app-x', EXCLUDED], {}],
    ['with the daemon', ['run', 'app-x:conda-build', EXCLUDED], { NX_DAEMON: 'true' }],
  ])('uses the existing packages: %s', async (how, args, env) => {
    await workspace.ok(args, env);
    expect(workspace.lastRun().ran).toEqual([]);
    addRecipe(workspace, lib(how));
    await workspace.ok(['run', 'lib-x:conda-build']);
    await workspace.ok(args, env);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-build']);
  });

  it('tests the existing packages', async () => {
    await workspace.ok(['run', 'app-x:conda-test', EXCLUDED]);
    await workspace.ok(['run', 'app-x:conda-test', EXCLUDED]);
    expect(workspace.lastRun().ran).toEqual([]);
    addRecipe(workspace, lib('tested'));
    await workspace.ok(['run', 'lib-x:conda-build']);
    await workspace.ok(['run', 'app-x:conda-test', EXCLUDED]);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-test']);
  });

  it('is rejected if it does not wait for a build of the same run, but not if a project.json adds to dependsOn', async () => {
    setProject(workspace, { dependsOn: [] });
    const { exitCode, output } = await workspace.nx(['run-many', '-t', 'conda-build']);
    expect(output).toMatch(REFUSED);
    expect(exitCode).toBe(1);
    setProject(workspace, { dependsOn: ['...', 'conda-check'] });
    await workspace.ok(['run', 'app-x:conda-build']);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-build', 'app-x:conda-check']);
  });

  it('runs if all of them are in the run, in a configuration, and after a change', async () => {
    setProject(workspace, { configurations: { production: { cuda: '' } } });
    addRecipe(workspace, lib('two'));
    workspace.commit('Change');
    await workspace.ok(['run-many', '-t', 'conda-build', EXCLUDED]);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-build', 'lib-x:conda-build']);
    await workspace.ok(['run', 'app-x:conda-build:production']);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-build:production']);
    addRecipe(workspace, lib('three'));
    workspace.commit('Change again');
    await workspace.ok(['affected', '-t', 'conda-build', '--base=HEAD~1', '--head=HEAD']);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-build', 'lib-x:conda-build']);
    await workspace.ok(['run', 'app-x:conda-test']);
    expect(workspace.lastRun().ran).toEqual(['app-x:conda-test']);
  });

  it('runs with renamed targets', async () => {
    const options = { channels: [], targets: { build: 'pack', test: 'try' } };
    workspace.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }] }));
    workspace.delete('recipes/app-x/project.json');
    await workspace.ok(['run', 'app-x:try']);
    expect(workspace.lastRun().ran).toEqual(['app-x:pack', 'app-x:try', 'lib-x:pack']);
    await workspace.ok(['run', 'app-x:pack', EXCLUDED]);
    expect(workspace.lastRun().ran).toEqual([]);
  });
});
