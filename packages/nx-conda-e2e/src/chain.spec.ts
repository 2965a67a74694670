import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { binary, engines } from './engines';
import { TestWorkspace } from './test-workspace';

const repository = join(__dirname, '../../..');
const upstream = join(repository, '../shared/upstream/git-offline.sh');

// What the embedded engine builds of the chain is enough to compare; cumm takes minutes.
const cases = engines.map((engine) => ({
  ...engine,
  projects: engine.name === 'embedded' ? ['ccimport', 'pccm'] : ['ccimport', 'pccm', 'cumm'],
}));

const missing = [
  ...(binary ? [] : ['a rattler-build binary to make the offline channel with (NX_CONDA_RATTLER_BUILD)']),
  ...(existsSync(upstream) ? [] : ['the upstream repositories (../shared/upstream)']),
];

if (missing.length > 0) {
  console.warn(`SKIPPED: the real chain ccimport, pccm, cumm. Not here: ${missing.join(', ')}.`);
  it('says why the real chain is not built', () => expect(missing).not.toEqual([]));
} else {
  describe('the real chain from its upstream sources', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-chain-'));
    const channel = join(folder, 'channel');
    let git: Record<string, string>;

    beforeAll(async () => {
      const main = join(repository, 'tools/offline-channel/main.ts');
      await execa(
        process.execPath,
        ['-r', '@swc-node/register', main, channel, '--rattler-build', binary ?? ''],
        {
          cwd: repository,
        },
      );
      git = await redirectedGit(join(folder, 'upstream'));
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(cases)('builds and tests $projects with $name, then reuses them', async ({ env, projects }) => {
      const workspace = new TestWorkspace({ ...env, ...git });
      addChain(workspace, channel);
      const run = ['run-many', '-t', 'conda-build', 'conda-test', '-p', projects.join(','), '--parallel=1'];
      await workspace.ok(run);
      expect(workspace.lastRun().ran).toHaveLength(projects.length * 2);
      for (const project of projects) {
        const { packages } = JSON.parse(workspace.read(`dist/conda/${project}/build.json`)) as {
          packages: { name: string }[];
        };
        expect(packages).toMatchObject([{ name: project }]);
      }
      await workspace.ok(run);
      expect(workspace.lastRun().ran).toEqual([]);
      workspace.remove();
    });
  });
}

/** The repository's own recipes and patches, with the offline channel and its variants: system compilers, no CUDA. */
function addChain(workspace: TestWorkspace, channel: string): void {
  for (const path of ['recipes', 'patches']) {
    cpSync(join(repository, path), join(workspace.root, path), { recursive: true });
  }
  workspace.write('offline-variants.json', readFileSync(join(channel, 'variants.json'), 'utf8'));
  const options = {
    channels: [`file:${channel}`],
    variants: ['recipes/variants.json', 'offline-variants.json'],
  };
  workspace.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }] }));
}

/** Variables that make git take the upstream repositories from the bundles. */
async function redirectedGit(cache: string): Promise<Record<string, string>> {
  const { stdout } = await execa('bash', [upstream, cache]);
  const assignments = [...stdout.matchAll(/(GIT_CONFIG_\w+)='?([^'\s]*)'?/g)];
  return Object.fromEntries(assignments.map(([, name = '', value = '']) => [name, value]));
}
