import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for all that the tests of one file write. Nx reads some of these variables while it is loaded, so import
 * this file before the code under test.
 */
export const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-graph-')));

Object.assign(process.env, {
  NX_DAEMON: 'false',
  NX_WORKSPACE_DATA_DIRECTORY: join(scratch, 'data'),
  NX_CONDA_CACHE_DIR: join(scratch, 'cache'),
  // It does not exist: the graph is made without an engine, even if the machine has one.
  NX_CONDA_RATTLER_BUILD: join(scratch, 'no-engine'),
});

afterAll(() => rmSync(scratch, { recursive: true }));
