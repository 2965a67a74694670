import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommandLine, USAGE } from './command';

const DAY = 24 * 3600_000;
const BUILD = 'cache/build/0123456789abcdef';

describe('nx-conda clean', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'nx-conda-command-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function write(...files: string[]): void {
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), Buffer.alloc(file.endsWith('.so') ? 4 * 1024 ** 2 : 0, 'x'));
    }
  }

  /** What the command prints, 40 days after the files were written; sizes in whole MiB. */
  async function run(...args: string[]) {
    const env = { NX_CONDA_CACHE_DIR: join(root, 'cache'), RATTLER_CACHE_DIR: join(root, 'rattler') };
    const { text, success } = await runCommandLine(args, env, Date.now() + 40 * DAY);
    return { success, text: text.replaceAll(root, '<root>').replace(/(\d)\.\d+ MiB/g, '$1 MiB') };
  }

  it('lists caches with sizes, ages and reasons', async () => {
    write('rattler/pkgs/.cache.lock', 'rattler/pkgs/a-1-0/info/index.json', 'rattler/pkgs/a-1-0/a.so');
    write('rattler/pkgs/b-1-0/info/index.json', 'rattler/pkgs/b-1-0/b.so', `${BUILD}/x.so`);
    mkdirSync(join(root, BUILD, 'channel/bld/rattler-build_zlib'), { recursive: true });
    const { text, success } = await run('clean');
    expect(text.replace(/ {2,}/g, '  ').split('\n')).toEqual([
      'cache  size  last used',
      '<root>/rattler/pkgs (2 packages)  8 MiB  40 d ago  can be deleted',
      `<root>/${BUILD} (build of zlib)  4 MiB  40 d ago  can be deleted`,
      '',
      '12 MiB can be deleted. To delete these caches, add --delete to the command.',
    ]);
    expect(success).toBe(true);
    expect((await run('clean', '--older-than', '41d')).text).toMatch(
      /40 d ago +kept: used in the last 41 d\n\nNothing can be deleted\.$/,
    );
  });

  it('deletes with --delete only', async () => {
    write(`${BUILD}/x.so`);
    expect((await run('clean', '--delete', '--dry-run')).text).toMatch(
      /To delete these caches, run the command with --delete and without --dry-run\.$/,
    );
    expect(existsSync(join(root, BUILD))).toBe(true);
    const { text, success } = await run('clean', '--delete');
    expect(text).toMatch(/40 d ago +deleted\n\n4 MiB deleted\.$/);
    expect(success).toBe(true);
    expect(existsSync(join(root, BUILD))).toBe(false);
    expect((await run('clean')).text).toBe('There are no caches of nx-conda and rattler on this machine.');
  });

  it('fails if a cache cannot be deleted', async () => {
    write(`${BUILD}/x.so`, `${BUILD}.lock`);
    const { text, success } = await run('clean', '--delete');
    expect(text).toMatch(/40 d ago +not deleted: .*ENOTDIR: .*\n\n0 B deleted\.$/);
    expect(success).toBe(false);
  });

  it.each([[[]], [['--help']], [['clean', '--help']]])('explains itself for %j', async (args) =>
    expect(await run(...args)).toEqual({ text: USAGE, success: true }),
  );

  it.each([
    [['tidy'], 'nx-conda does not know the command "tidy".'],
    [['clean', 'all'], 'nx-conda does not know the command "clean all".'],
    [['clean', '--force'], "Unknown option '--force'"],
    [['clean', '--delete', '--older-than', 'soon'], '--older-than is soon, which is not an age.'],
    [['clean', '--delete', '--older-than'], "Option '--older-than <value>' argument missing"],
  ])('refuses %j, and deletes nothing', async (args, message) => {
    write(`${BUILD}/x.so`);
    const { text, success } = await run(...args);
    expect(text).toContain(message);
    expect(text.endsWith(USAGE)).toBe(true);
    expect(success).toBe(false);
    expect(existsSync(join(root, BUILD))).toBe(true);
  });
});
