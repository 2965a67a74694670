import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyAndHash, hashFile } from './file-hash';

describe('a copy', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-copy-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([0, 10, 300_000])('of %d bytes is equal, and so are the hashes', async (size) => {
    const data = Buffer.alloc(size, 'conda');
    const [from, to] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(from, data);
    const sha256 = createHash('sha256').update(data).digest('hex');
    expect(await copyAndHash(from, to)).toBe(sha256);
    expect(readFileSync(to).equals(data)).toBe(true);
    expect(await hashFile(to)).toBe(sha256);
  });

  it('has the read permissions of new files', async () => {
    const [from, to] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(from, '');
    const usual = statSync(from).mode;
    chmodSync(from, 0o600);
    await copyAndHash(from, to);
    expect(statSync(to).mode).toBe(usual);
  });

  it('of a missing file fails', async () => {
    await expect(copyAndHash(join(folder, 'a'), join(folder, 'b'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
