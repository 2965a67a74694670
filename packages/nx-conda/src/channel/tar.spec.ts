import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { type TarFixture, tarball } from './package-file.fixture';
import { type TarEntry, tarEntries } from './tar';

async function read(archive: Buffer): Promise<(Omit<TarEntry, 'content'> & { text: string })[]> {
  const found = [];
  for await (const { content, ...entry } of tarEntries(Readable.from([archive]))) {
    found.push({ ...entry, text: (await buffer(content)).toString() });
  }
  return found;
}

describe('tarEntries', () => {
  it('returns type, mode, link target and content', async () => {
    const archive = await tarball([
      { path: 'bin/run', content: 'run', mode: 0o755 },
      { path: 'bin/link', type: 'symlink', linkTarget: 'run' },
      { path: 'bin/hard', type: 'link', linkTarget: 'bin/run' },
      { path: 'share/', type: 'directory', mode: 0o755 },
      { path: './share/empty' },
    ]);
    expect(await read(archive)).toEqual([
      { path: 'bin/run', type: 'file', mode: 0o755, text: 'run' },
      { path: 'bin/link', type: 'symlink', mode: 0o644, linkTarget: 'run', text: '' },
      { path: 'bin/hard', type: 'hardlink', mode: 0o644, linkTarget: 'bin/run', text: '' },
      { path: 'share', type: 'directory', mode: 0o755, text: '' },
      { path: 'share/empty', type: 'file', mode: 0o644, text: '' },
    ]);
  });

  it('returns all names and contents, independent of chunk boundaries', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zé€ .-]{1,150}x$/), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 700 }), async (paths, step) => {
        const entries = paths.map((path): TarFixture => ({ path: `d/${path}`, content: path.repeat(9) }));
        const archive = await tarball(entries);
        const found: string[][] = [];
        for await (const { path, content } of tarEntries(Readable.from(pieces(archive, step)))) {
          found.push([path, (await buffer(content)).toString()]);
        }
        expect(found).toEqual(entries.map(({ path, content }) => [path, content]));
      }),
      { numRuns: 30 },
    );
  });

  it('continues if a content is not read', async () => {
    const archive = await tarball([{ path: 'a', content: 'x'.repeat(300_000) }, { path: 'b' }]);
    const paths: string[] = [];
    for await (const { path } of tarEntries(Readable.from([archive]))) paths.push(path);
    expect(paths).toEqual(['a', 'b']);
  });

  it('releases the source when the reader stops', async () => {
    const archive = await tarball([{ path: 'a' }, { path: 'b', content: 'x'.repeat(500_000) }]);
    const source = Readable.from(pieces(archive, 1000));
    for await (const { path } of tarEntries(source)) {
      expect(path).toBe('a');
      break;
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(source.destroyed).toBe(true);
  });

  it('fails if the data ends in the middle of an entry', async () => {
    const archive = await tarball([{ path: 'a', content: 'x'.repeat(2000) }]);
    await expect(read(archive.subarray(0, 1200))).rejects.toThrow('Unexpected end of data');
  });

  it('fails for devices and for data that is not a tar archive', async () => {
    const device = await tarball([{ path: 'dev/null', type: 'character-device' }]);
    await expect(read(device)).rejects.toThrow('dev/null is not a file, link or directory');
    await expect(read(Buffer.alloc(1024, 'x'))).rejects.toThrow('Invalid tar header');
  });
});

function pieces(data: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(data.length / size) }, (_, index) =>
    data.subarray(index * size, (index + 1) * size),
  );
}
