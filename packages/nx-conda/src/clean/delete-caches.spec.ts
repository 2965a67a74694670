import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EMBEDDED_VERSION } from '../engine/embedded';
import { withLock } from '../machine/lock';
import { ownIdentity } from '../machine/process-identity';
import { whileListed } from '../machine/running-builds';
import { deleteCaches } from './delete-caches';
import { type ListedCache, listCaches } from './list-caches';

const DAY = 24 * 3600_000;
const BUILD = 'cache/build/0123456789abcdef';
const ENGINE = 'cache/embedded/py-rattler-build-0.1.0';
const PACKAGE = 'rattler/pkgs/zlib-1.3-h_0';

describe('deleteCaches', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nx-conda-clean-'));
    write('rattler/pkgs/.cache.lock');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const path = (name: string) => join(root, name);
  const exists = (name: string) => existsSync(path(name));

  function write(...files: string[]): void {
    for (const file of files) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), file);
    }
  }

  /** The fate of each cache, by path. */
  async function cleaned({ isDeleting = true, olderThan = 0, days = 1 } = {}) {
    const options = { env: env(), olderThan, now: Date.now() + days * DAY };
    const listed = await listCaches(options);
    return fates(isDeleting ? await deleteCaches(listed, options) : listed);
  }

  const env = () => ({ NX_CONDA_CACHE_DIR: path('cache'), RATTLER_CACHE_DIR: path('rattler') });

  function fates(found: ListedCache[]) {
    return Object.fromEntries(
      found.map(({ state, reason, ...cache }) => [
        cache.path.slice(root.length + 1),
        reason === undefined ? state : `${state}: ${reason}`,
      ]),
    );
  }

  it('deletes build folders, old engines, downloads and packages, and nothing else', async () => {
    const current = `cache/embedded/py-rattler-build-${EMBEDDED_VERSION}`;
    const download = `cache/remote-cache/${2 ** 30}-abcdef`;
    const others = [
      ...['cache/build/notes/x', 'cache/build/0123456789abcdeg/x', 'cache/build/0123456789abcde/x'],
      ...['cache/verified/x.json', 'cache/empty-channel/noarch/x', 'cache/embedded/pycache/x', 'cache/x'],
      ...['cache/remote-cache/mine/x', 'rattler/repodata/x.json', 'rattler/pkgs/not-a-package/x'],
      ...['rattler/pkgs/zlib-1.3-h_0.lock', 'other/build/0123456789abcdef/x', `${current}/x`],
    ];
    write(...others, `${BUILD}/channel/x`, `${ENGINE}/x`, `${ENGINE}.incomplete/x`, `${download}/x`);
    write(`${PACKAGE}/info/index.json`, `${PACKAGE}/lib/libz.so`, 'rattler/pkgs/old.1.stale/x');
    const deletable = [PACKAGE, 'rattler/pkgs/old.1.stale', BUILD, ENGINE, `${ENGINE}.incomplete`, download];
    const expected = (state: string) => ({
      ...Object.fromEntries(deletable.map((cache) => [cache, state])),
      [current]: 'kept: this nx-conda uses it',
    });
    expect(await cleaned({ isDeleting: false })).toEqual(expected('deletable'));
    expect(deletable.filter(exists)).toEqual(deletable);
    expect(await cleaned()).toEqual(expected('deleted'));
    expect(deletable.filter(exists)).toEqual([]);
    expect(others.filter(exists)).toEqual(others);
    expect(exists(`${BUILD}.lock`)).toBe(false);
  });

  it('keeps caches that were used recently', async () => {
    const recent = 'cache/build/fedcba9876543210';
    write(`${BUILD}/x`, `${recent}/deep/x`, `${PACKAGE}/info/index.json`);
    const used = new Date(Date.now() + 20 * DAY);
    utimesSync(path(`${recent}/deep/x`), used, used);
    expect(await cleaned({ olderThan: 30 * DAY, days: 31 })).toEqual({
      [PACKAGE]: 'deleted',
      [BUILD]: 'deleted',
      [recent]: 'kept: used in the last 30 d',
    });
    expect(exists(`${recent}/deep/x`)).toBe(true);
  });

  it('keeps the folder of a running build', async () => {
    write(`${BUILD}/x`);
    const inUse = { [BUILD]: `kept: process ${process.pid} builds in it` };
    await withLock(path(`${BUILD}.lock`), async () => {
      expect(await cleaned({ isDeleting: false })).toEqual(inUse);
      expect(await cleaned()).toEqual(inUse);
    });
    expect(exists(`${BUILD}/x`)).toBe(true);
    expect(await cleaned()).toEqual({ [BUILD]: 'deleted' });
  });

  it('keeps engines while a build runs, and downloads of a running process', async () => {
    const download = `cache/remote-cache/${process.pid}-abcdef`;
    write(`${ENGINE}/x`, `${download}/x`);
    await whileListed(path('cache/running'), async () =>
      expect(await cleaned()).toEqual({
        [ENGINE]: 'kept: a build may use it',
        [download]: `kept: process ${process.pid} may use it`,
      }),
    );
    expect(await cleaned()).toMatchObject({ [ENGINE]: 'deleted' });
  });

  it('keeps what is used between the list and the deletion', async () => {
    write(`${BUILD}/x`, 'cache/build/fedcba9876543210/x');
    const options = { env: env(), olderThan: DAY, now: Date.now() + 2 * DAY };
    const listed = await listCaches(options);
    const used = new Date(options.now);
    utimesSync(path('cache/build/fedcba9876543210/x'), used, used);
    const result = await withLock(path(`${BUILD}.lock`), () => deleteCaches(listed, options));
    expect(fates(result)).toEqual({
      [BUILD]: `kept: process ${process.pid} uses it`,
      'cache/build/fedcba9876543210': 'kept: used in the last 24 h',
    });
    expect(exists(`${BUILD}/x`) && exists('cache/build/fedcba9876543210/x')).toBe(true);
  });

  it('takes over the lock of a process that is gone', async () => {
    write(`${BUILD}/x`);
    mkdirSync(path(`${BUILD}.lock`));
    const claim = path(`${BUILD}.lock/1`);
    writeFileSync(claim, JSON.stringify({ ...ownIdentity(), pid: 2 ** 30, token: 'x' }));
    utimesSync(claim, new Date(0), new Date(0));
    expect(await cleaned()).toEqual({ [BUILD]: 'deleted' });
  });

  it('follows no links', async () => {
    write('elsewhere/x', 'elsewhere/0123456789abcdef/x', `${BUILD}/x`);
    symlinkSync(path('elsewhere'), path('cache/build/fedcba9876543210'));
    symlinkSync(path('elsewhere'), path(`${BUILD}/link`));
    symlinkSync(path('elsewhere'), path('cache/embedded'));
    expect(await cleaned()).toEqual({ [BUILD]: 'deleted' });
    rmSync(path('cache/build'), { recursive: true });
    symlinkSync(path('elsewhere'), path('cache/build'));
    expect(await cleaned()).toEqual({});
    expect(exists('elsewhere/x') && exists('elsewhere/0123456789abcdef/x')).toBe(true);
  });

  it('leaves packages alone in a folder that rattler did not make', async () => {
    write(`${PACKAGE}/info/index.json`);
    rmSync(path('rattler/pkgs/.cache.lock'));
    expect(await cleaned()).toEqual({});
    expect(exists(PACKAGE)).toBe(true);
  });
});
