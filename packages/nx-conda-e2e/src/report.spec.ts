import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport, TaskReport } from '../../nx-conda/src/report/run-report';
import { engines } from './engines';
import { addChain, addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2', '--nxBail=false'];

describe('the report of a run', () => {
  let workspace: TestWorkspace;
  beforeAll(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    addChain(workspace);
  });
  afterAll(() => workspace.remove());

  const report = () => JSON.parse(workspace.read('dist/conda/report.json')) as RunReport;
  const statuses = () => Object.fromEntries(report().tasks.map(({ id, status }) => [id, status]));
  const taskOf = (id: string): TaskReport | undefined => report().tasks.find((task) => task.id === id);

  it("follows Nx's summary, and says what was built", async () => {
    const printed = await workspace.ok(ALL);
    const [, after = ''] = printed.split('Successfully ran targets');
    expect(after).toMatch(/\nlib-x +lib-x 1\.0\.0 +\S+ KiB +built +\d\.\d s\n/);
    expect(after).toContain('\n4 builds: all built.\n4 tests: all tested.\n');
    expect(after).toContain('\nPackages: dist/conda/<project>\nReport: dist/conda/report.html\n');
    expect(workspace.read('dist/conda/report.md')).toContain('| lib-x | lib-x 1.0.0 |');
  });

  it('has the facts of packages and the order of tasks', () => {
    const [built] = taskOf('lib-x:conda-build')?.packages ?? [];
    const { packages } = JSON.parse(workspace.read('dist/conda/lib-x/build.json')) as {
      packages: { sha256: string; size: number }[];
    };
    expect(built).toMatchObject({
      ...{ name: 'lib-x', sha256: packages[0]?.sha256, size: packages[0]?.size },
      ...{ depends: ['base-x'], fileCount: 1, files: ['share/lib-x.txt'] },
      resolved: { host: [expect.stringMatching(/^base-x 1\.0\.0 /)] },
    });
    expect(workspace.exists(built?.path ?? '')).toBe(true);
    expect(taskOf('tool-x:conda-build')?.dependsOn.sort()).toEqual([
      'base-x:conda-build',
      'lib-x:conda-build',
    ]);
    const path = report().criticalPath.tasks;
    expect(path[0]).toBe('base-x:conda-build');
    expect(path.at(-1)).toMatch(/:conda-test$/);
  });

  it('calls packages from the cache reused, also in the log that Nx prints again', async () => {
    const printed = await workspace.ok(['run', 'lib-x:conda-test', '--output-style=static']);
    expect(printed).toContain('[local cache]');
    expect(printed).toMatch(/\nlib-x +lib-x 1\.0\.0 +\S+ KiB +reused /);
    expect(printed).not.toMatch(/\bbuilt$/m);
    const { totals, tasks } = report();
    const seconds = tasks.map(({ buildSeconds = 0 }) => buildSeconds).reduce((sum, one) => sum + one, 0);
    expect(totals).toMatchObject({ builds: { built: 0, reused: 2 }, savedSeconds: seconds, packages: 2 });
    expect(seconds).toBeGreaterThan(0);
  });

  it('names the cause of a failure, and the inputs that changed', async () => {
    addRecipe(workspace, { name: 'broken-x', script: ['echo "no such thing" >&2', 'exit 3'] });
    workspace.edit('recipes/lib-x/recipe.yaml', (text) => `# comment\n${text}`);
    const { exitCode, output } = await workspace.nx(ALL);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('\nbroken-x:conda-build failed:\n  recipes/broken-x/recipe.yaml was not built');
    expect(statuses()).toMatchObject({
      'base-x:conda-build': 'reused',
      'lib-x:conda-build': 'built',
      'tool-x:conda-build': 'reused',
      'broken-x:conda-build': 'failed',
    });
    expect(taskOf('lib-x:conda-build')?.changes).toEqual(['recipes/lib-x/recipe.yaml has changed']);
    expect(taskOf('broken-x:conda-build')?.failure?.log.join('\n')).toContain('no such thing');
  });

  it('is added to the summary of a job', async () => {
    const summary = join(workspace.home, 'summary.md');
    await workspace.ok(['run', 'base-x:conda-build'], { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toBe(workspace.read('dist/conda/report.md'));
  });

  it('is printed with the daemon too', async () => {
    const env = { NX_DAEMON: 'true' };
    const file = join(workspace.home, 'printed.txt');
    const output = await workspace.printedToFile(['run', 'base-x:conda-build'], file, env);
    await workspace.ok(['daemon', '--stop'], env);
    expect(output).toMatch(/Successfully ran target[^]*\nbase-x +base-x 1\.0\.0 +\S+ KiB +reused /);
  });

  it('is no input of a task, and nothing is reported if nothing is built or tested', async () => {
    const before = workspace.read('dist/conda/report.json');
    const printed = await workspace.ok(['run', 'base-x:conda-check']);
    expect(printed).not.toContain('report.html');
    expect(workspace.read('dist/conda/report.json')).toBe(before);
    await workspace.ok(['run', 'base-x:conda-build']);
    expect(workspace.lastRun().ran).toEqual([]);
  });

  it('is only a warning if it cannot be written', async () => {
    workspace.delete('dist/conda/report.md');
    workspace.write('dist/conda/report.md/x', '');
    const { exitCode, output } = await workspace.nx(['run', 'base-x:conda-build']);
    expect(output).toContain('nx-conda: The report of the run could not be written to dist/conda:');
    expect(exitCode).toBe(0);
  });
});
