import { above } from './changes/above';
import { explained, inCi } from './changes/in-ci';
import { MODES } from './changes/modes';
import { ChangesTable } from './changes/run-table';
import { table } from './changes/table';
import { faults, type Observation, prices } from './changes/verdict';
import { workspaceInRepository } from './changes/workspace-in-repository';
import { engines } from './engines';
import { TestWorkspace } from './test-workspace';

/** Prints results that are fine either way, and returns the rest. */
function judged(observations: Observation[]): string {
  const needless = prices(observations);
  if (needless !== '') console.log(`Built, though the package is the same:\n${needless}`);
  return faults(observations);
}

const tables = [
  {
    where: 'a repository',
    make: () => new TestWorkspace(engines[0]?.env),
    changes: table,
    modes: MODES,
  },
  {
    where: 'a folder of a repository',
    make: () => workspaceInRepository(engines[0]?.env),
    changes: above,
    // `affected` does not look at files beside the workspace.
    modes: MODES.filter(({ affected }) => !affected),
  },
];

describe.each(tables)('changes, where the workspace is $where', ({ make, changes, modes }) => {
  let workspace: TestWorkspace;
  let played: ChangesTable;

  beforeAll(async () => {
    workspace = make();
    played = new ChangesTable(workspace, changes);
    await played.prepare();
  });

  afterAll(() => workspace.remove());

  it.each(modes)('are built or reused correctly, with $name', async (mode) => {
    const wanted = changes === above ? above : inCi(mode, changes);
    const seen = await played.play(mode, wanted, changes === above ? above : explained(wanted));
    expect(seen).not.toEqual([]);
    expect(judged(seen)).toBe('');
  });
});
