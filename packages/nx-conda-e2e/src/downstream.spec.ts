import { engines } from './engines';
import { addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2'];
const AFFECTED = ['affected', '-t', 'conda-build', 'conda-test', '--base=HEAD~1', '--head=HEAD'];

/** A recipe that runs the tests of other packages. */
function withDownstream(name: string, ...downstream: string[]): string {
  const tests = downstream.map((spec) => `  - downstream: ${JSON.stringify(spec)}\n`);
  return `${recipeText({ name })}tests:\n${tests.join('')}`;
}

const up = 'recipes/up-x/recipe.yaml';
const down = 'recipes/down-x/recipe.yaml';

/** up is tested by down, which requires it at run time; the test of down runs tool; other is unrelated. */
function addRecipes(workspace: TestWorkspace): void {
  workspace.write(up, withDownstream('up-x', '${{ "down" }}-x >=1'));
  addRecipe(workspace, {
    name: 'down-x',
    run: ['up-x'],
    test: ['test -f $PREFIX/share/up-x.txt', 'test -f $PREFIX/share/tool-x.txt', 'echo ran in $PWD'],
  });
  workspace.edit(down, (text) => `${text}    requirements: {run: [tool-x]}\n`);
  addRecipe(workspace, { name: 'tool-x', test: ['true'] });
  addRecipe(workspace, { name: 'other-x', host: ['down-x'], test: ['true'] });
  workspace.write('.gitignore', 'node_modules\ndist\n.nx\n');
}

describe.each(engines)('a downstream test, with $name', ({ env }) => {
  let workspace: TestWorkspace;

  beforeAll(async () => {
    workspace = new TestWorkspace(env);
    addRecipes(workspace);
    workspace.commit('Start');
    await workspace.ok(ALL);
  });

  afterAll(() => workspace.remove());

  async function change(edit: () => void): Promise<string[]> {
    edit();
    workspace.commit('Change');
    await workspace.ok(AFFECTED);
    const { ran } = workspace.lastRun();
    await workspace.ok(ALL);
    expect(workspace.lastRun().ran).toEqual([]);
    return ran;
  }

  it('waits for the package that it names, and runs its tests', async () => {
    const output = await workspace.ok(['run', 'up-x:conda-test', '--skip-nx-cache']);
    expect(output).toContain('ran in');
    expect(workspace.lastRun().ran).toEqual([
      'down-x:conda-build',
      'tool-x:conda-build',
      'up-x:conda-build',
      'up-x:conda-test',
    ]);
  });

  it('runs again if a test of that package changes, and nothing else does', async () => {
    const ran = await change(() => workspace.edit(down, (text) => text.replace('echo ran', 'echo it ran')));
    expect(ran).toEqual(['down-x:conda-build', 'down-x:conda-test', 'up-x:conda-test']);
  });

  it('runs again if the content of that package changes, or of the requirements of its tests', async () => {
    const edit = (path: string) => () => workspace.edit(path, (text) => text.replace('echo ', 'echo more '));
    expect(await change(edit(down))).toEqual([
      'down-x:conda-build',
      'down-x:conda-test',
      // The result of other is unchanged.
      'other-x:conda-build',
      'up-x:conda-test',
    ]);
    expect(await change(edit('recipes/tool-x/recipe.yaml'))).toEqual([
      'down-x:conda-test',
      'tool-x:conda-build',
      'tool-x:conda-test',
      'up-x:conda-test',
    ]);
  });

  it('does not run again for the test of another package, nor for a comment', async () => {
    const other = 'recipes/tool-x/recipe.yaml';
    expect(await change(() => workspace.edit(other, (text) => text.replace('"true"', '"true 1"')))).toEqual([
      'tool-x:conda-build',
      'tool-x:conda-test',
    ]);
    expect(await change(() => workspace.edit(down, (text) => `${text}# a comment\n`))).toEqual([
      'down-x:conda-build',
      'down-x:conda-test',
    ]);
  });

  it('fails if the other package fails its tests', async () => {
    const before = workspace.read(down);
    workspace.edit(down, (text) => text.replace('test -f $PREFIX/share/up-x.txt', 'test -f $PREFIX/no'));
    const run = await workspace.nx(['run', 'up-x:conda-test']);
    expect(run.exitCode).toBe(1);
    expect(run.output).toContain('The tests of noarch/up-x-1.0.0-');
    workspace.write(down, before);
  });

  it('fails if it cannot run', async () => {
    workspace.write(up, withDownstream('up-x', 'down-x >=1', 'nowhere-x >=1'));
    const absent = await workspace.nx(['run', 'up-x:conda-test']);
    expect(absent.exitCode).toBe(1);
    expect(absent.output).toMatch(/The tests of noarch\/up-x-1.0.0-\w+.conda failed\./);
    expect(absent.output).toMatch(/The downstream test with nowhere-x >=1 was not run: .*\n {2}1\. /);
    workspace.write(up, withDownstream('up-x', 'down-x >=2'));
    const unsolvable = await workspace.nx(['run', 'up-x:conda-test']);
    expect(unsolvable.exitCode).toBe(1);
    expect(unsolvable.output).toMatch(/The downstream test with down-x >=2 was not run/);
  });
});

describe('two packages that test each other', () => {
  it('are both tested, regardless of the project names', async () => {
    const workspace = new TestWorkspace(engines[0]?.env);
    workspace.write('recipes/a-x/recipe.yaml', withDownstream('a-x', 'b-x'));
    const user = { name: 'b-x', run: ['a-x'], test: ['test -f $PREFIX/share/a-x.txt'] };
    workspace.write('recipes/b-x/recipe.yaml', `${recipeText(user)}  - downstream: a-x\n`);
    workspace.write('recipes/b-x/project.json', JSON.stringify({ name: '@x/b+1!' }));
    workspace.commit('Start');
    await workspace.ok(ALL);
    const ran = ['@x/b+1!:conda-build', '@x/b+1!:conda-test', 'a-x:conda-build', 'a-x:conda-test'];
    expect(workspace.lastRun().ran).toEqual(ran);
    workspace.edit('recipes/b-x/recipe.yaml', (text) => text.replace('test -f', 'test -s'));
    await workspace.ok(ALL);
    expect(workspace.lastRun().ran).toEqual(ran.filter((task) => task !== 'a-x:conda-build'));
    workspace.remove();
  });
});
