import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { storedZip, type TarFixture, tarball } from '../../channel/package-file.fixture';
import { unpack } from './unpack';

const LIMITS = { files: 10, bytes: 1_000_000 };

/** @returns the parent of the target folder, and the result of unpacking */
async function unpacked(archive: Buffer, name = 'a.tar.gz'): Promise<{ around: string; top: string }> {
  const around = mkdtempSync(join(tmpdir(), 'nx-conda-unpack-'));
  const into = join(around, 'into');
  mkdirSync(into);
  writeFileSync(join(around, 'archive'), archive);
  return { around, top: await unpack(join(around, 'archive'), name, into, LIMITS) };
}

const untarred = async (...entries: TarFixture[]) => unpacked(gzipSync(await tarball(entries)));

/** A file with holes, written like Rust's `tar` and maturin: only the data between them, and a map (GNU). */
async function sparseTarball(path: string, pieces: [offset: number, text: string][]): Promise<Buffer> {
  const archive = await tarball([{ path, content: pieces.map(([, text]) => text).join('') }]);
  const octal = (value: number) => `${value.toString(8).padStart(11, '0')}\0`;
  const map = pieces.map(([offset, text]) => octal(offset) + octal(text.length)).join('');
  const size = Math.max(...pieces.map(([offset, text]) => offset + text.length));
  archive.fill(0, 257, 512);
  archive.write('S', 156);
  archive.write('ustar  \0', 257);
  archive.write(map, 386);
  archive.write(octal(size), 483);
  archive.fill(' ', 148, 156);
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return archive;
}

describe('unpack', () => {
  it('refuses archives whose compression cannot be limited', async () => {
    const xz = Buffer.concat([Buffer.from('fd377a585a00', 'hex'), Buffer.alloc(100)]);
    await expect(unpacked(xz)).rejects.toThrow('its compression does not match its name');
    await expect(unpacked(gzipSync(xz))).rejects.toThrow('its content is compressed more than once');
    await expect(unpacked(gzipSync(gzipSync(xz)))).rejects.toThrow(
      'its content is compressed more than once',
    );
  });

  it('says that tar is missing, instead of blaming the archive', async () => {
    const path = process.env['PATH'];
    const archive = gzipSync(await tarball([{ path: 'a', content: 'a' }]));
    process.env['PATH'] = '/nowhere';
    try {
      await expect(unpacked(archive)).rejects.toMatchObject({
        message: 'The archive a.tar.gz could not be unpacked: tar is not installed.',
        help: ['Install tar.'],
      });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('returns the top folder of a tar archive, without links and unprintable names', async () => {
    const { around, top } = await untarred(
      { path: 'a-1/', type: 'directory', mode: 0 },
      { path: 'a-1/b/c.py', content: 'c', mode: 0o4000 },
      { path: 'a-1/contiguous', type: 'contiguous-file', content: 'd' },
      { path: 'a-1/link', type: 'symlink', linkTarget: '/etc' },
      { path: 'a-1/hard', type: 'link', linkTarget: 'a-1/b/c.py' },
      { path: 'a-1/x\ny', content: 'e' },
    );
    expect(top).toBe(join(around, 'into/a-1'));
    expect(readdirSync(top).sort()).toEqual(['b', 'contiguous', 'hard']);
    expect(readFileSync(join(top, 'contiguous'), 'utf8')).toBe('d');
    expect(readFileSync(join(top, 'hard'), 'utf8')).toBe('c');
    expect(statSync(join(top, 'hard')).mode & 0o7777).toBe(0o600);
    expect(readdirSync(around).sort()).toEqual(['archive', 'into']);
  });

  it('fills the holes of a sparse file', async () => {
    const end = 'b'.repeat(100);
    const archive = await sparseTarball('a-1/launcher', [
      [0, 'a'.repeat(512)],
      [8192, end],
    ]);
    const { top } = await unpacked(gzipSync(archive));
    expect(readFileSync(join(top, 'launcher'), 'utf8')).toBe('a'.repeat(512) + '\0'.repeat(8192 - 512) + end);
  });

  it('unpacks an uncompressed archive, and a zip', async () => {
    const { top } = await unpacked(await tarball([{ path: 'a-1/b.py', content: 'b' }]), 'a.tar');
    expect(readFileSync(join(top, 'b.py'), 'utf8')).toBe('b');
    const files = { 'a-1/b.py': Buffer.from('b'), 'a-1/': Buffer.alloc(0) };
    const zip = await unpacked(storedZip(files), 'a.zip');
    expect(readFileSync(join(zip.top, 'b.py'), 'utf8')).toBe('b');
  });

  it('keeps a file that is not an archive', async () => {
    const { top } = await unpacked(Buffer.from('b'), '/files/b.py');
    expect(readFileSync(join(top, 'b.py'), 'utf8')).toBe('b');
  });

  it.each(['../x', 'a/../../x'])('refuses the path %j', async (path) => {
    await expect(untarred({ path })).rejects.toThrow(
      /could not be unpacked: .*contains '\.\.'|Path contains/,
    );
    await expect(unpacked(storedZip({ [path]: Buffer.from('x') }), 'a.zip')).rejects.toThrow(
      /could not be unpacked: invalid relative path/,
    );
  });

  it('writes nothing outside', async () => {
    await untarred({ path: '/tmp/nx-conda-x' });
    expect(existsSync('/tmp/nx-conda-x')).toBe(false);
    const through: TarFixture[] = [
      { path: 'link', type: 'symlink', linkTarget: tmpdir() },
      { path: 'link/nx-conda-x' },
    ];
    await expect(untarred(...through)).rejects.toThrow(/could not be unpacked/);
    await expect(untarred({ path: 'hard', type: 'link', linkTarget: '/etc/passwd' })).rejects.toThrow(
      /could not be unpacked/,
    );
    expect(existsSync(join(tmpdir(), 'nx-conda-x'))).toBe(false);
  });

  it('refuses damaged archives, special files, and too much content', async () => {
    const archive = gzipSync(await tarball([{ path: 'a', content: 'x'.repeat(5000) }]));
    await expect(unpacked(archive.subarray(0, 40))).rejects.toThrow(/could not be unpacked/);
    await expect(unpacked(Buffer.from('no archive'))).rejects.toThrow(/could not be unpacked/);
    await expect(unpacked(Buffer.from('no archive'), 'a.zip')).rejects.toThrow(/could not be unpacked/);
    await expect(untarred({ path: 'a/pipe', type: 'fifo' })).rejects.toThrow(
      'The archive a.tar.gz could not be unpacked: pipe is not a file, link or directory.',
    );
    await expect(untarred({ path: 'a', content: 'x'.repeat(1_000_001) })).rejects.toThrow(
      'The archive a.tar.gz could not be unpacked: the content is larger than 1000000 bytes, the limit of nx-conda.',
    );
    const many = Array.from({ length: 11 }, (_, index) => `${index}`);
    await expect(untarred(...many.map((path) => ({ path })))).rejects.toThrow(
      'it contains more than 10 files',
    );
    const zip = storedZip(Object.fromEntries(many.map((path) => [path, Buffer.alloc(0)])));
    await expect(unpacked(zip, 'a.zip')).rejects.toThrow('it contains more than 10 files');
    await expect(
      unpacked(
        await sparseTarball('a', [
          [0, 'x'.repeat(512)],
          [2_000_000, 'x'],
        ]),
      ),
    ).rejects.toThrow('it contains more than 1000000 bytes');
  });
});
