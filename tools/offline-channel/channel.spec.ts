import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyedPackage } from './cache';
import { Cache, keyed } from './cache';
import { isCurrent, manifestOf, mergeRepodata, requireOurs, writeChannel } from './channel';

describe('manifestOf', () => {
  it('distinguishes two versions of a package', () => {
    const planned = (key: string) =>
      ({ name: 'cuda-version', key, recipe: {}, downloads: {} }) as KeyedPackage;
    const [older, newer, newest] = ['a', 'b', 'c'].map((digit) => planned(digit.repeat(64)));
    const manifest = (...packages: (KeyedPackage | undefined)[]) =>
      JSON.stringify(manifestOf(packages as KeyedPackage[], {}));
    expect(manifest(older, newest)).not.toBe(manifest(newer, newest));
  });
});

describe('mergeRepodata', () => {
  it('lists every package once, in one subdir', () => {
    const one = { packages: {}, 'packages.conda': { 'a-1-0.conda': { name: 'a' } } };
    const other = { 'packages.conda': { 'b-1-0.conda': { name: 'b' } }, packages: { 'c-1-0.tar.bz2': {} } };
    expect(mergeRepodata('noarch', [one, other])).toEqual({
      info: { subdir: 'noarch' },
      packages: { 'c-1-0.tar.bz2': {} },
      'packages.conda': { 'a-1-0.conda': { name: 'a' }, 'b-1-0.conda': { name: 'b' } },
      repodata_version: 2,
    });
  });
});

describe('writeChannel', () => {
  let root: string;
  let cache: Cache;
  let folder: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'offline-channel-'));
    cache = new Cache(join(root, 'cache'));
    folder = join(root, 'channel');
  });

  afterEach(() => rm(root, { recursive: true }));

  it('holds exactly the packages it was last written with, and an index of them', async () => {
    await write([await cached('old'), await cached('kept')]);
    await write([await cached('kept'), await cached('new')]);

    expect(await readdir(join(folder, 'noarch'))).toEqual(['kept.conda', 'new.conda', 'repodata.json']);
    expect(Object.keys(await index('noarch'))).toEqual(['kept.conda', 'new.conda']);
    expect(await index('linux-64')).toEqual({});
    expect(await readdir(root)).toEqual(['cache', 'channel']);
  });

  it('knows what it holds', async () => {
    const packages = [await cached('a')];
    const manifest = manifestOf(packages, { python: ['3.11.*'] });
    expect(await isCurrent(folder, manifest)).toBe(false);

    await writeChannel(folder, packages, manifest, cache);

    expect(await isCurrent(folder, manifest)).toBe(true);
    expect(await isCurrent(folder, manifestOf(packages, {}))).toBe(false);
    expect(await isCurrent(folder, manifestOf([await cached('b')], { python: ['3.11.*'] }))).toBe(false);
  });

  it('is complete when several write at once', async () => {
    const sets = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => [await cached(name), await cached('all')]),
    );
    await Promise.all(sets.map((packages) => write(packages)));

    const files = await readdir(join(folder, 'noarch'));
    expect(files).toHaveLength(3);
    expect(Object.keys(await index('noarch')).sort()).toEqual(
      files.filter((file) => file !== 'repodata.json'),
    );
    expect(await readdir(root)).toEqual(['cache', 'channel']);
  });

  it('rejects a folder with other content', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'irreplaceable');
    await expect(requireOurs(folder)).rejects.toThrow('not an offline channel');
  });

  it('accepts a missing folder, and one that it wrote', async () => {
    await requireOurs(folder);
    await write([await cached('a')]);
    await requireOurs(folder);
    expect(await readdir(folder)).toContain('offline-channel.json');
  });

  async function write(packages: readonly KeyedPackage[]): Promise<void> {
    await writeChannel(folder, packages, manifestOf(packages, {}), cache);
  }

  async function index(subdir: string): Promise<Record<string, unknown>> {
    const repodata = JSON.parse(await readFile(join(folder, subdir, 'repodata.json'), 'utf8'));
    return repodata['packages.conda'];
  }

  /** A package that is in the cache already. */
  async function cached(name: string): Promise<KeyedPackage> {
    const recipe = {
      package: { name, version: '1' },
      build: { number: 0, string: '{key}' },
      about: { summary: name, license: 'MIT' },
    } as const;
    const planned = keyed({ recipe, downloads: {} }, '');
    const noarch = join(cache.packageFolder(planned), 'noarch');
    await mkdir(noarch, { recursive: true });
    await writeFile(join(noarch, `${name}.conda`), name);
    await writeFile(
      join(noarch, 'repodata.json'),
      JSON.stringify({ 'packages.conda': { [`${name}.conda`]: {} } }),
    );
    return planned;
  }
});
