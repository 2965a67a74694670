import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './engines';
import { makeOfflineChannel, useOfflineChannel } from './offline-channel';
import { TestWorkspace } from './test-workspace';

/** The nine recipes that fail as the first chain did, and further recipes. */
export const complicationsFolder = join(__dirname, '../complications');

/** A workspace with all of them below `recipes/`, which takes its packages from the offline channel. */
export async function complicationsWorkspace(): Promise<{ workspace: TestWorkspace; remove: () => void }> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-complications-'));
  const channel = join(scratch, 'channel');
  await makeOfflineChannel(channel);
  const workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
  cpSync(complicationsFolder, join(workspace.root, 'recipes'), { recursive: true });
  workspace.write('python.json', JSON.stringify({ python: ['3.11.*'] }));
  useOfflineChannel(workspace, channel, ['python.json']);
  const remove = () => {
    workspace.remove();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { workspace, remove };
}
