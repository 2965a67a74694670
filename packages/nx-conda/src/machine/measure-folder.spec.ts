import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureFolder } from './measure-folder';

const MIB = 1024 ** 2;

describe('measureFolder', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'nx-conda-measure-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** In whole MiB: folders need some bytes too. */
  const size = (folder: string, counted?: Set<string>) =>
    Math.floor(measureFolder(join(root, folder), counted).bytes / MIB);

  function write(path: string, mebibytes: number): string {
    const file = join(root, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, Buffer.alloc(mebibytes * MIB, 'x'));
    return file;
  }

  it('adds up all files, and follows no link', () => {
    write('a/one', 1);
    write('a/b/c/two', 2);
    write('other/three', 3);
    symlinkSync(join(root, 'other'), join(root, 'a/link'));
    symlinkSync(join(root, 'a'), join(root, 'a/b/circle'));
    expect(size('a')).toBe(3);
  });

  it('counts a file with several names once', () => {
    const file = write('cache/file', 2);
    write('environment/own', 1);
    linkSync(file, join(root, 'environment/file'));
    linkSync(file, join(root, 'environment/again'));
    expect(size('environment')).toBe(3);
    const counted = new Set<string>();
    expect([size('cache', counted), size('environment', counted)]).toEqual([2, 1]);
  });

  it('finds the last use: a write or a read', () => {
    const [written, read] = [write('written/file', 0), write('read/file', 0)];
    const [now, later] = [new Date(), new Date(Date.now() + 1e9)];
    utimesSync(written, now, later);
    utimesSync(read, later, now);
    for (const name of ['written', 'read'])
      // File systems and Node round differently.
      expect(Math.round(measureFolder(join(root, name)).lastUsed)).toBe(later.getTime());
  });

  it('does not take a listing for a use', () => {
    mkdirSync(join(root, 'a'));
    const later = new Date(Date.now() + 1e9);
    utimesSync(join(root, 'a'), later, new Date());
    expect(measureFolder(join(root, 'a')).lastUsed).toBeLessThan(later.getTime());
  });

  it('takes a new link to an old file for a use', () => {
    const file = write('a/file', 0);
    const old = new Date(0);
    utimesSync(file, old, old);
    const before = measureFolder(file).lastUsed;
    linkSync(file, join(root, 'link'));
    expect(measureFolder(file).lastUsed).toBeGreaterThanOrEqual(before);
    expect(measureFolder(file).lastUsed).toBeGreaterThan(old.getTime());
  });

  it('finds nothing in a folder that is missing', () => {
    expect(measureFolder(join(root, 'none'))).toEqual({ bytes: 0, lastUsed: 0 });
  });
});
