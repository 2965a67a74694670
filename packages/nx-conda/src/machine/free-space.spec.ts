import { mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSystemOf } from './free-space';

describe('fileSystemOf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-free-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads the file system of a folder', async () => {
    const { bsize, blocks } = statfsSync(folder);
    const found = await fileSystemOf(folder);
    expect(found?.device).toBe(statSync(folder).dev);
    // Other programs write meanwhile.
    expect(found?.free).toBeGreaterThan(0);
    expect(found?.free).toBeLessThanOrEqual(blocks * bsize);
  });

  it('reads that of the folder in which a missing folder would be', async () => {
    expect((await fileSystemOf(join(folder, 'a/b/c')))?.device).toBe(statSync(folder).dev);
  });

  it('does not know that of a folder below a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await fileSystemOf(join(folder, 'file/a'))).toBeUndefined();
  });

  const hasProc = process.platform === 'linux';
  (hasProc ? it : it.skip)('does not know the size of a file system without blocks', async () => {
    expect(statfsSync('/proc').blocks).toBe(0);
    expect(await fileSystemOf('/proc')).toBeUndefined();
  });
});
