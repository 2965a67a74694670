import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetPackages } from './forget-packages';

describe('forgetPackages', () => {
  const cache = mkdtempSync(join(tmpdir(), 'nx-conda-forget-'));
  afterAll(() => rmSync(cache, { recursive: true }));

  it('removes what is unpacked, and leaves locks and other packages alone', async () => {
    for (const name of ['lib-1.0-h1_0', 'lib-1.0-h2_0']) {
      mkdirSync(join(cache, 'pkgs', name, 'info'), { recursive: true });
      writeFileSync(join(cache, 'pkgs', `${name}.lock`), '');
    }
    await forgetPackages(['lib-1.0-h1_0', 'not-there-1.0-h_0'], { RATTLER_CACHE_DIR: cache });
    expect(readdirSync(join(cache, 'pkgs')).sort()).toEqual([
      'lib-1.0-h1_0.lock',
      'lib-1.0-h2_0',
      'lib-1.0-h2_0.lock',
    ]);
  });
});
