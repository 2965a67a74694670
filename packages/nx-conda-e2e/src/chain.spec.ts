import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasUpstream, redirectedGit } from '../../../tools/chain/upstream';
import { binary, engines } from './engines';
import { makeOfflineChannel, useOfflineChannel } from './offline-channel';
import { TestWorkspace } from './test-workspace';

const repository = join(__dirname, '../../..');

// A part of the chain is enough to compare the embedded engine; cumm takes minutes.
const cases = engines.map((engine) => ({
  ...engine,
  projects: engine.name === 'embedded' ? ['ccimport', 'pccm'] : ['ccimport', 'pccm', 'cumm'],
}));

const missing = [
  ...(binary ? [] : ['a rattler-build binary to make the offline channel with (NX_CONDA_RATTLER_BUILD)']),
  ...(hasUpstream ? [] : ['the upstream repositories (../shared/upstream)']),
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
      await makeOfflineChannel(channel);
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
  useOfflineChannel(workspace, channel, ['recipes/variants.json']);
}
