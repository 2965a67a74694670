import fs, {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReadArea } from './plan';
import { Walk } from './walk';

describe('Walk', () => {
  let root: string;
  let outside: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-walk-')));
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-walk-outside-')));
    write(root, { 'x/recipe.yaml': '', 'x/a.txt': 'a', 'x/deep/b.txt': 'b', 'lib/c.txt': 'c' });
  });

  afterEach(() => [root, outside].forEach((folder) => rmSync(folder, { recursive: true })));

  function write(base: string, files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, path)), { recursive: true });
      writeFileSync(join(base, path), text);
    }
  }

  /** @param ignored files that Nx does not list. */
  function walk(areas: ReadArea[], ignored: string[] = []): Walk {
    const walked = new Walk({
      root,
      isListed: (path) => !ignored.includes(path) && !path.includes('build/'),
      hasListed: (folder) => !folder.startsWith('x/build'),
      isExcluded: (path) => path === join(root, 'dist'),
      hashContent: (path) => readFileSync(path, 'utf8'),
    });
    areas.forEach((area) => walked.area(area));
    return walked;
  }

  const own: ReadArea = { path: 'x', takes: 'folder' };

  it('adds nothing if Nx sees everything', () => {
    const { unseen, listed, doubtful } = walk([own, { path: 'gone', takes: 'all' }]);
    expect([...unseen]).toEqual([]);
    expect([...listed].sort()).toEqual(['x/a.txt', 'x/deep/b.txt', 'x/recipe.yaml']);
    expect(doubtful).toEqual([]);
  });

  it('keeps permissions, except those of a recipe', () => {
    for (const file of ['x/recipe.yaml', 'x/a.txt']) chmodSync(join(root, file), 0o755);
    expect([...walk([own]).unseen]).toEqual([['x/a.txt', 'executable 111']]);
  });

  it('keeps the text of links and their targets', () => {
    symlinkSync('deep/b.txt', join(root, 'x/file'));
    symlinkSync('../lib', join(root, 'x/folder'));
    symlinkSync('nowhere', join(root, 'x/dangling'));
    symlinkSync(outside, join(root, 'lib/out'));
    write(outside, { 'd.txt': 'd' });
    const { unseen, linkTargets, doubtful } = walk([own]);
    expect(Object.fromEntries(unseen)).toEqual({
      'x/dangling': 'link to nowhere',
      'x/file': 'link to deep/b.txt',
      'x/file (link target)': 'b',
      'x/folder': 'link to ../lib',
      'x/folder (link target)/c.txt': 'c',
      'x/folder (link target)/out': `link to ${outside}`,
    });
    expect([...linkTargets].sort()).toEqual(['lib', 'x/deep/b.txt', 'x/nowhere']);
    expect(doubtful.map(({ label }) => label)).toEqual(['x/folder (link target)/out (link target)']);
  });

  it('goes on if a link is unreadable', () => {
    symlinkSync('deep/b.txt', join(root, 'x/file'));
    jest.spyOn(fs, 'readlinkSync').mockImplementationOnce(() => {
      throw new Error('EACCES');
    });
    expect([...walk([own]).unseen]).toEqual([['x/file', 'unreadable']]);
    jest.restoreAllMocks();
  });

  it('ends on circular links', () => {
    symlinkSync('..', join(root, 'x/deep/up'));
    symlinkSync('self', join(root, 'x/self'));
    expect([...walk([own]).unseen.keys()].filter((label) => label.includes('up')).length).toBeLessThan(8);
  });

  it('lets git decide about the rest, except for places that are read as a whole', () => {
    write(root, { 'x/build/e.o': 'e', 'x/build/__pycache__/m.pyc': '', 'dist/p': '' });
    const ignored = ['x/a.txt'];
    expect(walk([own], ignored).doubtful.map(({ label }) => label)).toEqual(['x/a.txt', 'x/build']);
    const { unseen, doubtful } = walk([{ path: '.', takes: 'all' }], ignored);
    expect(Object.fromEntries(unseen)).toEqual({
      'lib/c.txt': 'c',
      'x/a.txt': 'a',
      'x/build/e.o': 'e',
      'x/deep/b.txt': 'b',
      'x/recipe.yaml': '',
    });
    expect(doubtful).toEqual([]);
  });

  it('takes the matching files of a declared place, with content, and what is behind a matching link', () => {
    write(root, { 'lib/d.sh': 'd', 'lib/.hidden.sh': 'h' });
    symlinkSync('../x', join(root, 'lib/link.sh'));
    const { unseen, paths } = walk([{ path: 'lib', takes: 'all', pattern: 'lib/*.sh' }]);
    expect(Object.fromEntries(unseen)).toEqual({
      'lib/.hidden.sh': 'h',
      'lib/d.sh': 'd',
      'lib/link.sh': 'link to ../x',
      'lib/link.sh (link target)/a.txt': 'a',
      'lib/link.sh (link target)/deep/b.txt': 'b',
      'lib/link.sh (link target)/recipe.yaml': '',
    });
    expect(paths.has(join(root, 'lib/c.txt'))).toBe(false);
    expect(paths.has(join(root, 'x/a.txt'))).toBe(true);
  });

  it('takes a named file, and the repository of a source', () => {
    mkdirSync(join(root, 'lib/.git'));
    const { unseen, repositories } = walk(
      [own, { path: 'x/a.txt', takes: 'copy' }, { path: 'lib', takes: 'copy' }],
      ['x/a.txt'],
    );
    expect(Object.fromEntries(unseen)).toEqual({ 'x/a.txt': 'a' });
    expect(repositories.map(({ label }) => label)).toEqual(['lib']);
  });
});
