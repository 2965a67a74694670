import { PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NxCache, TaskDetails } from 'nx/src/native';
import { getDbConnection } from 'nx/src/utils/db-connection';
import { nxCacheFolder } from '../../nx';
import { readBuildReport } from '../../record/build-report';
import buildExecutor from './executor';

const LIB = 'dist/conda/lib';

describe('a build with --skip-nx-cache', () => {
  const cache = nxCacheFolder(workspace.root);
  const entry = join(cache, '42');
  const build = () => workspace.run(buildExecutor, 'lib:conda-build');

  beforeEach(async () => {
    await startAgain();
    workspace.write({ [`.nx/cache/42/${LIB}/old`]: '' });
    Object.assign(process.env, { NX_TASK_HASH: '42', NX_SKIP_NX_CACHE: 'true' });
  });

  afterEach(() => rmSync(cache, { recursive: true }));

  it("replaces the entry in Nx's cache with the new packages, as a hit", async () => {
    const hashed = { hash: '42', project: 'lib', target: 'conda-build' };
    new TaskDetails(getDbConnection()).recordTaskDetails([hashed]);
    expect((await build()).output).not.toContain('cache');
    expect(existsSync(join(entry, LIB, 'old'))).toBe(false);
    expect(readBuildReport(join(entry, LIB))).toEqual(readBuildReport(join(PACKAGES, 'lib')));
    expect(new NxCache(workspace.root, cache, getDbConnection()).get('42')).toMatchObject({ code: 0 });
  });

  it('succeeds if the cache cannot be written, and warns of the old entry', async () => {
    rmSync(cache, { recursive: true });
    writeFileSync(cache, '');
    const { success, output } = await build();
    expect(success).toBe(true);
    expect(output).toMatch(
      /nx-conda could not store the build in Nx's cache: .*may restore the previous build\./,
    );
  });

  it('leaves the cache to Nx without the flag', async () => {
    process.env['NX_SKIP_NX_CACHE'] = 'false';
    expect(await build()).toMatchObject({ success: true });
    expect(existsSync(join(entry, LIB, 'old'))).toBe(true);
  });
});
