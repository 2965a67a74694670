import { setTimeout } from 'node:timers/promises';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const SECONDS = 4;

describe('files that change while Nx runs', () => {
  let workspace: TestWorkspace;

  beforeAll(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    const script = (name: string) => [
      `sleep ${SECONDS}`,
      `cat $RECIPE_DIR/s.txt $RECIPE_DIR/../../common/c.txt >> $PREFIX/share/${name}.txt`,
    ];
    for (const name of ['slow-x', 'queued-x']) {
      // queued-x waits for slow-x.
      const needs = name === 'queued-x' && { host: ['slow-x'] };
      addRecipe(workspace, { name, ...needs, content: '${{ flavour }}', script: script(name) });
      workspace.write(`recipes/${name}/s.txt`, 'one\n');
    }
    workspace.write('common/c.txt', 'one\n');
    workspace.write('variants.json', JSON.stringify({ flavour: ['plain'], unused: ['x'] }));
    workspace.commit('Start');
  });

  afterAll(() => workspace.remove());

  /** Runs Nx, and changes something once the script of slow-x runs. */
  async function during(
    change: () => void,
    projects = 'slow-x',
  ): Promise<{ exitCode?: number; output: string }> {
    const run = workspace.start([
      'run-many',
      '-t',
      'conda-build',
      '-p',
      projects,
      '--parallel=1',
      '--output-style=stream',
    ]);
    await new Promise<void>((resolve) => {
      run.all.on('data', (data: Buffer) => String(data).includes(`sleep ${SECONDS}`) && resolve());
      void run.then(() => resolve());
    });
    await setTimeout(200);
    change();
    const { exitCode, all } = await run;
    return { exitCode, output: all };
  }

  it.each([
    [
      'a file of the recipe',
      () => workspace.write('recipes/slow-x/s.txt', 'two\n'),
      'recipes/slow-x/s.txt has changed',
    ],
    ['a file outside', () => workspace.write('common/c.txt', 'two\n'), 'common/c.txt has changed'],
    ['a new file', () => workspace.write('recipes/slow-x/new.txt', 'new\n'), 'recipes/slow-x/new.txt is new'],
    ['a deleted file', () => workspace.delete('recipes/slow-x/new.txt'), 'recipes/slow-x/new.txt is gone'],
    [
      'a used variant',
      () => workspace.write('variants.json', JSON.stringify({ flavour: ['spicy'], unused: ['x'] })),
      'flavour',
    ],
  ])('ends the build for %s, and keeps nothing', async (_what, change, says) => {
    const { exitCode, output } = await during(change);
    expect(exitCode).toBe(1);
    expect(output).toContain('Inputs of slow-x changed during the build');
    expect(output).toContain(says);
    expect(workspace.exists('dist/conda/slow-x/build.json')).toBe(false);
  });

  it('continues after other changes, or the same content again', async () => {
    const { exitCode, output } = await during(() => {
      workspace.write('variants.json', JSON.stringify({ flavour: ['spicy'], unused: ['y'] }));
      workspace.write('recipes/slow-x/s.txt', workspace.read('recipes/slow-x/s.txt'));
      workspace.write('README.md', 'other\n');
    });
    expect(output).not.toContain('was changed');
    expect(exitCode).toBe(0);
  });

  it('also ends a build that has waited, and then builds the current files', async () => {
    workspace.write('recipes/slow-x/s.txt', 'three\n');
    const { exitCode, output } = await during(() => {
      workspace.write('recipes/queued-x/s.txt', 'two\n');
    }, 'slow-x,queued-x');
    expect(output).toContain(
      'Inputs of queued-x changed after Nx hashed these inputs and before the build started',
    );
    expect(exitCode).toBe(1);
    expect(workspace.exists('dist/conda/queued-x/build.json')).toBe(false);
    await workspace.ok(['run', 'queued-x:conda-build']);
    expect(workspace.lastRun().ran).toContain('queued-x:conda-build');
  });
});
