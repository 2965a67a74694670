import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { storedZip, type TarFixture, tarball } from '../channel/package-file.fixture';
import { safePath } from './safe-path';
import { unpackSdist } from './unpack-sdist';

/** @returns the folder around the one that is unpacked into, and what unpacking gives */
async function unpack(archive: Buffer, name = 'a.tar.gz'): Promise<{ around: string; top: string }> {
  const around = mkdtempSync(join(tmpdir(), 'nx-conda-unpack-'));
  const into = join(around, 'into');
  mkdirSync(into);
  writeFileSync(join(around, name), archive);
  return { around, top: await unpackSdist(join(around, name), into) };
}

const tar = async (...entries: TarFixture[]) => unpack(gzipSync(await tarball(entries)));

describe('unpackSdist', () => {
  it('gives the top folder of a tar archive, without links', async () => {
    const { around, top } = await tar(
      { path: 'a-1/', type: 'directory', mode: 0o755 },
      { path: 'a-1/b/c.py', content: 'c' },
      { path: 'a-1/link', type: 'symlink', linkTarget: '/etc' },
      { path: 'a-1/link/passwd', content: 'inside' },
      { path: 'a-1/hard', type: 'link', linkTarget: '/etc/passwd' },
    );
    expect(top).toBe(join(around, 'into/a-1'));
    expect(readdirSync(top).sort()).toEqual(['b', 'link']);
    expect(readFileSync(join(top, 'link/passwd'), 'utf8')).toBe('inside');
  });

  it('unpacks a zip', async () => {
    const { top } = await unpack(
      storedZip({ 'a-1/b.py': Buffer.from('b'), 'a-1/': Buffer.alloc(0) }),
      'a.zip',
    );
    expect(readFileSync(join(top, 'b.py'), 'utf8')).toBe('b');
  });

  it.each(['../x', 'a/../../x', '/tmp/nx-conda-x', 'a\nb'])(
    'refuses the path %j, and writes nothing there',
    async (path) => {
      await expect(tar({ path })).rejects.toThrow(/not unpacked: it holds a path that leads elsewhere/);
      expect(existsSync('/tmp/nx-conda-x')).toBe(false);
    },
  );

  it('refuses what is damaged', async () => {
    const archive = gzipSync(await tarball([{ path: 'a', content: 'x'.repeat(5000) }]));
    await expect(unpack(archive.subarray(0, 40))).rejects.toThrow(/The sdist is not unpacked/);
    await expect(unpack(Buffer.from('no archive'))).rejects.toThrow(/The sdist is not unpacked/);
    await expect(unpack(Buffer.from('no archive'), 'a.zip')).rejects.toThrow(/The sdist is not unpacked/);
  });
});

describe('safePath', () => {
  it('never leads out', () => {
    const part = fc.constantFrom('..', '.', 'a', '', '...', 'b ');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const path = safePath(parts.join('/'));
        expect(path === undefined || !join('/x/y', path).startsWith('/x/y/')).toBe(path === undefined);
      }),
    );
  });

  it('knows what Windows takes for something else', () => {
    expect(['a\\..\\b', 'c:x', 'NUL.txt', 'a/con'].map((path) => safePath(path, 'win32'))).toEqual(
      Array(4).fill(undefined),
    );
    expect(safePath('a/b.py', 'win32')).toBe('a/b.py');
  });
});
