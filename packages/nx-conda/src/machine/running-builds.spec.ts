import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownIdentity } from './process-identity';
import { countListed, whileListed } from './running-builds';

describe('the list of running builds', () => {
  let folder: string;
  beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'nx-conda-running-')), 'running')));
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('contains each build while it runs, also if it fails', async () => {
    expect(await countListed(folder)).toBe(0);
    const nested = whileListed(folder, () => whileListed(folder, () => countListed(folder)));
    expect(await nested).toBe(2);
    await expect(whileListed(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await countListed(folder)).toBe(0);
  });

  it('removes dead processes, and does not count other machines', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await whileListed(folder, async () => {
      writeFileSync(join(folder, 'dead'), JSON.stringify({ ...ownIdentity(), pid: child.pid, started: '1' }));
      writeFileSync(join(folder, 'elsewhere'), JSON.stringify({ ...ownIdentity(), machine: 'another' }));
      writeFileSync(join(folder, 'unfinished'), '{');
      expect(await countListed(folder)).toBe(1);
      expect(readdirSync(folder)).not.toContain('dead');
    });
  });
});
