import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBubblewrap } from './bubblewrap';

describe('findBubblewrap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-bwrap-'));
  const fake = (script: string) => {
    writeFileSync(join(folder, 'bwrap'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'bwrap'), 0o755);
    return findBubblewrap({ PATH: folder }, 'linux');
  };

  afterAll(() => rmSync(folder, { recursive: true }));

  it('reports that it is missing, and how to install it', async () => {
    await expect(findBubblewrap({ PATH: '/nowhere' }, 'linux')).rejects.toMatchObject({
      message: expect.stringContaining('bwrap is not found on PATH'),
      help: expect.arrayContaining([expect.stringContaining('dnf install bubblewrap')]),
    });
  });

  it('says that it exists only for Linux', async () => {
    await expect(findBubblewrap({}, 'darwin')).rejects.toThrow('only for Linux; this machine runs darwin');
  });

  it('shows the message of bubblewrap if it is not permitted to work', async () => {
    await expect(
      fake('echo "bwrap: No permissions to create new namespace" >&2; exit 1'),
    ).rejects.toMatchObject({
      message: expect.stringContaining('bwrap: No permissions to create new namespace'),
      help: expect.arrayContaining([
        expect.stringContaining('seccomp=unconfined'),
        expect.stringContaining('sysctl'),
      ]),
    });
  });

  it('accepts one that works', async () => {
    await expect(fake('exit 0')).resolves.toBe(join(folder, 'bwrap'));
  });
});
