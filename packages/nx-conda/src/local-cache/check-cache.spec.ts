import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBuild } from './build.fixture';
import { checkCache, removeIfDamaged } from './check-cache';
import { replaceEntry } from './entry';

const ROOT = 'dist/conda';
const FOLDER = `${ROOT}/x`;
describe('the check of a cache', () => {
  let scratch: string;
  let cache: string;
  beforeEach(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'nx-conda-cache-'));
    process.env['NX_CONDA_CACHE_DIR'] = join(scratch, 'own');
    cache = join(scratch, 'nx');
    await writeBuild(build('1'), '1');
    mkdirSync(join(cache, '2'));
    mkdirSync(join(cache, 'terminalOutputs'));
  });
  afterEach(() => {
    delete process.env['NX_CONDA_CACHE_DIR'];
    rmSync(scratch, { recursive: true });
  });

  const build = (hash: string) => join(cache, hash, FOLDER);
  const entries = () => readdirSync(cache).sort();

  it('finds nothing in a healthy cache, or without a cache', async () => {
    expect(await checkCache(cache, ROOT)).toEqual([]);
    expect(await checkCache(join(scratch, 'absent'), ROOT)).toEqual([]);
    expect(entries()).toEqual(['1', '2', 'terminalOutputs']);
  });

  it.each([false, true])('removes changed entries (verified before: %s)', async (isVerified) => {
    if (isVerified) await checkCache(cache, ROOT);
    const file = join(build('1'), 'noarch/repodata.json');
    writeFileSync(file, '[]');
    utimesSync(file, 1, 1);
    expect(await checkCache(cache, ROOT)).toEqual([
      { hash: '1', folder: FOLDER, damage: 'noarch/repodata.json does not match build.json' },
    ]);
    expect(entries()).toEqual(['2', 'terminalOutputs']);
    expect(await checkCache(cache, ROOT)).toEqual([]);
  });

  it('removes the build of another task', async () => {
    cpSync(join(cache, '1'), join(cache, '3'), { recursive: true });
    const [found] = await checkCache(cache, ROOT);
    expect(found).toMatchObject({
      hash: '3',
      damage: 'the build belongs to another task (project x, hash 1)',
    });
    expect(entries()).toEqual(['1', '2', 'terminalOutputs']);
  });

  it('removes an empty entry only if it was a build', async () => {
    await checkCache(cache, ROOT);
    rmSync(join(cache, '1/dist'), { recursive: true });
    expect(await checkCache(cache, ROOT)).toMatchObject([{ hash: '1', damage: 'build.json is missing' }]);
    mkdirSync(join(cache, '4'));
    expect(await checkCache(cache, ROOT)).toEqual([]);
    expect(await checkCache(cache, ROOT, { '4': FOLDER })).toMatchObject([{ hash: '4' }]);
  });

  it('waits for entries that are being written', async () => {
    const file = join(build('1'), 'noarch/repodata.json');
    writeFileSync(file, '');
    setTimeout(() => writeFileSync(file, '{}'), 300);
    expect(await checkCache(cache, ROOT)).toEqual([]);
    expect(entries()).toContain('1');
  });

  // Root can write everywhere.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) console.warn('SKIPPED: a read-only cache. root can write everywhere.');
  (isRoot ? it.skip : it)('reports entries that cannot be removed', async () => {
    writeFileSync(join(build('1'), 'digest.json'), '');
    chmodSync(cache, 0o555);
    const found = await checkCache(cache, ROOT);
    chmodSync(cache, 0o755);
    expect(found).toMatchObject([{ hash: '1', stays: expect.stringContaining('EACCES') as string }]);
  });

  it('replaces an entry in one step, and removes a single one', async () => {
    expect(await removeIfDamaged(cache, '1', FOLDER)).toBeUndefined();
    await replaceEntry(cache, '2', join(cache, '1'), [FOLDER]);
    expect(readdirSync(join(cache, '2', FOLDER))).toContain('build.json');
    expect(await removeIfDamaged(cache, '2', FOLDER)).toContain(
      'the build belongs to another task (project x, hash 1)',
    );
    expect(entries()).toEqual(['1', 'terminalOutputs']);
  });
});
