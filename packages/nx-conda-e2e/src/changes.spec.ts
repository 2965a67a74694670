import { above } from './changes/above';
import { explained, inCi } from './changes/in-ci';
import { MODES } from './changes/modes';
import { ChangesTable } from './changes/run-table';
import { table } from './changes/table';
import { faults, type Observation, prices } from './changes/verdict';
import { workspaceInRepository } from './changes/workspace-in-repository';
import { engines } from './engines';
import { TestWorkspace } from './test-workspace';

/** Prints what either way would be right, and returns the rest. */
function judged(observations: Observation[]): string {
  const needless = prices(observations);
  if (needless !== '') console.log(`Built, though the package is the same:\n${needless}`);
  return faults(observations);
}

describe('a table of changes', () => {
  let workspace: TestWorkspace;
  let changes: ChangesTable;

  beforeAll(async () => {
    workspace = new TestWorkspace(engines[0]?.env);
    changes = new ChangesTable(workspace, table);
    await changes.prepare();
  });

  afterAll(() => workspace.remove());

  it.each(MODES)('is built or reused as it must be, with $name', async (mode) => {
    const wanted = inCi(mode, table);
    expect(judged(await changes.play(mode, wanted, explained(wanted)))).toBe('');
  });
});

describe('a workspace within a repository', () => {
  it.each(MODES.filter(({ affected }) => !affected))(
    'hashes what its recipes read beside it, with $name',
    async (mode) => {
      const workspace = workspaceInRepository(engines[0]?.env);
      const changes = new ChangesTable(workspace, above);
      await changes.prepare();
      expect(judged(await changes.play(mode, above, above))).toBe('');
      workspace.remove();
    },
  );
});
