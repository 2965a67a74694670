import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { evictPackages } from './evict-packages';

describe('forgetPackages', () => {
  const cache = mkdtempSync(join(tmpdir(), 'nx-conda-forget-'));
  const env = { RATTLER_CACHE_DIR: cache };
  const lock = join(cache, 'pkgs/.cache.lock');

  beforeEach(() => {
    for (const name of ['lib-1.0-h1_0', 'lib-1.0-h2_0']) {
      mkdirSync(join(cache, 'pkgs', name, 'info'), { recursive: true });
      writeFileSync(join(cache, 'pkgs', `${name}.lock`), '');
    }
    writeFileSync(lock, '');
  });
  afterAll(() => rmSync(cache, { recursive: true }));

  it('removes unpacked packages, but no locks or other packages', async () => {
    await evictPackages(['lib-1.0-h1_0', 'not-there-1.0-h_0'], env);
    expect(readdirSync(join(cache, 'pkgs')).sort()).toEqual([
      '.cache.lock',
      'lib-1.0-h1_0.lock',
      'lib-1.0-h2_0',
      'lib-1.0-h2_0.lock',
    ]);
  });

  if (spawnSync('flock', ['--version']).error) {
    console.warn("SKIPPED: waiting for rattler's lock. The program flock is not installed.");
  } else {
    it('waits while packages are installed', async () => {
      const rattler = spawn('flock', [lock, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
      rattler.stdin.write('\n');
      await once(rattler.stdout, 'data');
      const forgotten = evictPackages(['lib-1.0-h1_0'], env);
      await sleep(300);
      expect(existsSync(join(cache, 'pkgs/lib-1.0-h1_0'))).toBe(true);
      rattler.stdin.end();
      await forgotten;
      expect(existsSync(join(cache, 'pkgs/lib-1.0-h1_0'))).toBe(false);
    });
  }
});
