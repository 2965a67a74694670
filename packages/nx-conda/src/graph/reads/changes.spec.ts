import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashFile } from '../../nx';
import { changesSince } from './changes';
import { readsOf } from './reads';
import type { RecordOfProject } from './run-record';

describe('changesSince', () => {
  let root: string;
  const plan = {
    areas: [
      { path: 'x', takes: 'folder' as const },
      { path: 'src', takes: 'copy' as const },
    ],
    repositories: [],
    environment: [],
  };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-changes-')));
    write({ 'x/recipe.yaml': '', 'x/a.txt': 'one', 'src/b.txt': 'one', '.gitignore': '*.ignored\n' });
    git('init', '--quiet');
    execFileSync('git', ['init', '--quiet'], { cwd: join(root, 'src') });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }

  function git(...args: string[]): void {
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: root });
  }

  async function record(): Promise<RecordOfProject> {
    const listed = ['x/recipe.yaml', 'x/a.txt', 'src/b.txt'];
    const files = {
      has: (path: string) => listed.includes(path),
      hasBelow: (folder: string) => ['.', 'x', 'src'].includes(folder),
    };
    const { unseen = {} } = (await readsOf(new Map([['x', plan]]), files, root, 'dist')).get('x') ?? {};
    const hashes = Object.fromEntries(listed.map((path) => [path, hashFile(join(root, path)) ?? '']));
    return { at: Date.now() - 60_000, reads: { listed: hashes, unseen }, variants: {} };
  }

  async function changed(change: () => void, isCopied = false): Promise<string[]> {
    const before = await record();
    change();
    return changesSince(before, { workspaceRoot: root, root: 'x', plan, outputRoot: 'dist' }, isCopied);
  }

  it('finds nothing if content is unchanged, whatever was written', async () => {
    const same = () => {
      write({ 'x/a.txt': 'one', 'x/c.ignored': 'new', 'other.txt': 'new' });
      utimesSync(join(root, 'x/a.txt'), 1, 1);
    };
    expect(await changed(same)).toEqual([]);
  });

  it('names changed, new and missing files, even with the old time', async () => {
    const change = () => {
      write({ 'x/a.txt': 'two', 'x/new.txt': '' });
      utimesSync(join(root, 'x/a.txt'), 1, 1);
      rmSync(join(root, 'src/b.txt'));
    };
    expect(await changed(change)).toEqual(['src/b.txt is gone', 'x/a.txt has changed', 'x/new.txt is new']);
  });

  it('checks the commit of a source until the source is copied', async () => {
    const commit = () => {
      const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
      const args = [...identity, 'commit', '--quiet', '--allow-empty', '-m', 'x'];
      execFileSync('git', args, { cwd: join(root, 'src') });
    };
    expect(await changed(commit)).toEqual(['commit of src has changed']);
    expect(await changed(commit, true)).toEqual([]);
  });
});
