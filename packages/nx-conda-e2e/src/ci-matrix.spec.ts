import { join } from 'node:path';
import { CacheServer } from './cache-server';
import { CiClones, wavesIn } from './ci-clones';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

/** Build requirements and minutes of each package. */
const PACKAGES: Record<string, [host: string[], minutes: number]> = {
  'base-x': [[], 3],
  'kernels-x': [['base-x'], 40],
  'ops-x': [['base-x'], 25],
  'io-x': [['base-x'], 12],
  'net-x': [['kernels-x', 'ops-x'], 10],
  'tools-x': [['io-x'], 4],
  'docs-x': [[], 1],
  'app-x': [['net-x', 'tools-x'], 2],
};
const NAMES = Object.keys(PACKAGES).sort();

describe('the jobs of a plan', () => {
  let workspace: TestWorkspace;
  let server: CacheServer;

  beforeAll(async () => {
    server = await CacheServer.start();
    workspace = new TestWorkspace(engines[0]?.env);
    for (const [name, [host]] of Object.entries(PACKAGES))
      addRecipe(workspace, { name, host, run: host, test: [`test -f $PREFIX/share/${name}.txt`] });
    // Its test needs a package that its build does not need.
    workspace.edit('recipes/docs-x/recipe.yaml', (text) => text.replace('run: []', 'run: [app-x]'));
    workspace.commit('Start');
    workspace.write('reports/earlier/report.json', JSON.stringify(report()));
    const { output, exitCode } = await workspace.shell(
      'GITHUB_OUTPUT=github-output npx nx-conda plan --all --jobs 3 --reports reports --github-output',
    );
    expect({ output, exitCode }).toMatchObject({ exitCode: 0 });
    expect(output).toMatch(
      /^8 projects in \d jobs in \d waves: about 1 h \d\d min, of which each wave needs/m,
    );
  });

  afterAll(() => {
    server.close();
    workspace.remove();
  });

  const builds = (ran: string[]) =>
    ran.flatMap((id) => (id.endsWith(':conda-build') ? id.replace(':conda-build', '') : [])).sort();
  const waves = () => wavesIn(join(workspace.root, 'github-output'));

  it('build each package once, if their machines share a cache server', async () => {
    const clones = new CiClones(workspace, 'served', 3);
    expect(waves().length).toBeGreaterThan(1);
    for (const jobs of waves()) await clones.runWave(jobs, server.env);
    expect(builds(clones.ran)).toEqual(NAMES);
    expect(clones.ran).toHaveLength(2 * NAMES.length);
  });

  it('build each package once, if later jobs get the artifacts of earlier ones', async () => {
    const clones = new CiClones(workspace, 'handed', 3);
    for (const [index, jobs] of waves().entries()) {
      await clones.runWave(jobs, { NX_CONDA_HANDOVER: 'handover' });
      clones.handOn(index);
    }
    expect(builds(clones.ran)).toEqual(NAMES);
  });

  it('are only those of affected packages, if a cache has the others', async () => {
    workspace.edit('recipes/io-x/recipe.yaml', (text) => `# changed\n${text}`);
    workspace.commit('Change');
    const { output } = await workspace.shell(
      'npx nx-conda plan --base HEAD~1 --unaffected cached --reports reports --output plan.json',
    );
    expect(output).toMatch(/^4 projects in 1 job in 1 wave: about 21 min/m);
    const plan = JSON.parse(workspace.read('plan.json')) as { waves: { jobs: { projects: object[] }[] }[] };
    expect(plan.waves[0]?.jobs[0]?.projects).toMatchObject(
      ['io-x', 'tools-x', 'app-x', 'docs-x'].map((name) => ({ name, isEstimate: false })),
    );
  });

  /** Of an earlier run. */
  function report() {
    const task = (project: string, kind: string, status: string, seconds: number) => ({
      ...{ project, kind, status },
      time: { seconds },
    });
    const tasks = Object.entries(PACKAGES).flatMap(([name, [, minutes]]) => [
      task(name, 'build', 'built', 60 * minutes),
      task(name, 'test', 'tested', 5),
    ]);
    return { version: 1, tasks };
  }
});
