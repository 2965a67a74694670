import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for everything that a spec file writes. Nx decides on its folders when it is loaded: import this before
 * anything that loads Nx.
 */
export const SCRATCH = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-executors-')));
export const WORKSPACE_ROOT = join(SCRATCH, 'workspace');

const SET_BY_USERS = [
  'CONDA_OVERRIDE_CUDA',
  'CPU_COUNT',
  'NX_CACHE_DIRECTORY',
  'NX_CONDA_RATTLER_BUILD',
  'NX_DRY_RUN',
  'NX_SKIP_NX_CACHE',
  'NX_TASK_HASH',
  'NX_WORKSPACE_DATA_DIRECTORY',
  'PIXI_HOME',
];

for (const name of SET_BY_USERS) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, {
  NX_WORKSPACE_ROOT_PATH: WORKSPACE_ROOT,
  NX_DAEMON: 'false',
  NX_CONDA_CACHE_DIR: join(SCRATCH, 'cache'),
  NX_CONDA_NO_DOWNLOAD: '1',
  RATTLER_CACHE_DIR: join(SCRATCH, 'rattler'),
});

afterAll(() => rmSync(SCRATCH, { recursive: true, force: true }));
