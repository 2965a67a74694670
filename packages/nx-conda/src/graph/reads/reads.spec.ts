import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReadPlan } from './plan';
import { hashOfUnseen, mayReadUnseen, readsOf, readsVariable } from './reads';

const NOTHING: ReadPlan = { areas: [], repositories: [], environment: [] };

describe('readsOf', () => {
  let folder: string;
  let root: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-reads-')));
    root = join(folder, 'workspace');
    write({ 'workspace/x/recipe.yaml': '' });
    git(root, 'init', '--quiet');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  function git(cwd: string, ...args: string[]): void {
    const user = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    execFileSync('git', [...user, ...args], { cwd, stdio: 'ignore' });
  }

  /** Files that git does not ignore stand for Nx's list, minus the paths that a test removes. */
  async function unseenOf(plan: Partial<ReadPlan>, unlisted: string[] = []): Promise<Record<string, string>> {
    const output = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: root });
    const listed = String(output)
      .split('\0')
      .filter((file) => file !== '' && !unlisted.includes(file));
    const files = {
      has: (path: string) => listed.includes(path),
      hasBelow: (below: string) => below === '.' || listed.some((file) => file.startsWith(`${below}/`)),
    };
    const reads = await readsOf(new Map([['x', { ...NOTHING, ...plan }]]), files, root, 'dist');
    return reads.get('x')?.unseen ?? {};
  }

  const own = { path: 'x', takes: 'folder' as const };

  it('leaves out what git ignores, and keeps what it tracks or only Nx ignores', async () => {
    write({
      'workspace/.gitignore': 'build\n*.log\n',
      'workspace/x/a.log': '',
      'workspace/x/build/kept.txt': 'kept',
      'workspace/x/build/other.txt': '',
      'workspace/x/hidden.txt': 'hidden',
      'workspace/x/node_modules/m/index.js': '',
    });
    git(root, 'add', '--force', 'x/build/kept.txt');
    const unseen = await unseenOf({ areas: [own] }, ['x/hidden.txt', 'x/node_modules/m/index.js']);
    expect(Object.keys(unseen)).toEqual(['x/build/kept.txt', 'x/hidden.txt', 'x/node_modules/m/index.js']);
  });

  it('takes everything of a place that is read as a whole, inside and outside of the workspace', async () => {
    write({
      'workspace/.gitignore': '*.gen\n',
      'workspace/x/a.gen': '1',
      'lib/.gitignore': '*.gen\n',
      'lib/b.gen': '2',
      'lib/c.txt': '3',
    });
    git(join(folder, 'lib'), 'init', '--quiet');
    const all = [own, { path: 'x', takes: 'all' as const }, { path: '../lib', takes: 'all' as const }];
    expect(Object.keys(await unseenOf({ areas: all }))).toEqual([
      '../lib/.gitignore',
      '../lib/b.gen',
      '../lib/c.txt',
      'commit of ../lib',
      'x/a.gen',
      'x/recipe.yaml',
    ]);
    const copied = await unseenOf({ areas: [own, { path: '../lib', takes: 'copy' }] });
    expect(Object.keys(copied)).toEqual(['../lib/.gitignore', '../lib/c.txt', 'commit of ../lib']);
  });

  it('takes everything if no repository says what is ignored', async () => {
    write({ 'lib/.gitignore': '*.gen\n', 'lib/b.gen': '2' });
    const unseen = await unseenOf({ areas: [{ path: '../lib', takes: 'copy' }] });
    expect(Object.keys(unseen)).toEqual(['../lib/.gitignore', '../lib/b.gen']);
  });

  it('looks into nested repositories, and skips a submodule that is not checked out', async () => {
    write({ 'workspace/x/vendor/v.txt': '1', 'lib/l.txt': '' });
    git(join(root, 'x/vendor'), 'init', '--quiet');
    git(join(folder, 'lib'), 'init', '--quiet');
    git(join(folder, 'lib'), 'add', '--all');
    git(join(folder, 'lib'), 'commit', '--quiet', '-m', 'lib');
    git(
      root,
      '-c',
      'protocol.file.allow=always',
      'submodule',
      'add',
      '--quiet',
      join(folder, 'lib'),
      'x/sub',
    );
    rmSync(join(root, 'x/sub'), { recursive: true });
    mkdirSync(join(root, 'x/sub'));
    const unseen = await unseenOf({ areas: [own] });
    expect(Object.keys(unseen)).toEqual(['x/vendor/v.txt']);
  });

  it('resolves the commit of a branch, a tag or the head of a local repository', async () => {
    write({ 'lib/l.txt': '' });
    const lib = join(folder, 'lib');
    git(lib, 'init', '--quiet', '--initial-branch', 'main');
    git(lib, 'add', '--all');
    git(lib, 'commit', '--quiet', '-m', 'one');
    git(lib, 'tag', 'v1');
    const repositories = [
      { path: lib, ref: { kind: 'branch' as const, name: 'main' } },
      { path: '../lib', ref: { kind: 'tag' as const, name: 'v1' } },
      { path: '../lib', ref: { kind: 'head' as const } },
    ];
    const before = await unseenOf({ repositories });
    expect(Object.values(before)).toHaveLength(3);
    git(lib, 'commit', '--quiet', '--allow-empty', '-m', 'two');
    const after = await unseenOf({ repositories });
    const changed = Object.keys(before).filter((label) => before[label] !== after[label]);
    expect(changed).toEqual([`branch main of ${lib}`, 'head of ../lib']);
  });

  it('counts a variable that is empty', async () => {
    process.env['NX_CONDA_TEST_EMPTY'] = '';
    const environment = ['NX_CONDA_TEST_EMPTY', 'NX_CONDA_TEST_UNSET'];
    expect(await unseenOf({ environment })).toEqual({ 'environment variable NX_CONDA_TEST_EMPTY': 'empty' });
    delete process.env['NX_CONDA_TEST_EMPTY'];
  });
});

describe('hashOfUnseen', () => {
  it('is equal for equal reads, and never for unreadable ones', async () => {
    expect(hashOfUnseen({ unseen: { a: '1' } })).toBe(hashOfUnseen({ unseen: { a: '1' } }));
    expect(hashOfUnseen({ unseen: { a: '1' } })).not.toBe(hashOfUnseen({ unseen: { b: '1' } }));
    const first = hashOfUnseen({ unseen: { a: 'unreadable' } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(hashOfUnseen({ unseen: { a: 'unreadable' } })).not.toBe(first);
  });
});

describe('mayReadUnseen', () => {
  it('is false for a recipe that stands alone', () => {
    const areas = [{ path: 'x', takes: 'folder' as const }];
    expect(mayReadUnseen({ ...NOTHING, areas }, ['recipe.yaml', 'project.json'])).toBe(false);
    expect(mayReadUnseen({ ...NOTHING, areas }, ['recipe.yaml', 'build.sh'])).toBe(true);
    expect(mayReadUnseen({ ...NOTHING, areas, environment: ['X'] }, ['recipe.yaml'])).toBe(true);
  });
});

describe('readsVariable', () => {
  it('is a variable name, different for each project', () => {
    const names = ['a/b', 'a-b', 'a_b', 'ü', '.'].map(readsVariable);
    for (const name of names) expect(name).toMatch(/^NX_CONDA_READS_[A-Z0-9_]+$/);
    expect(new Set(names).size).toBe(names.length);
  });
});
