import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSourceTree } from './source-tree';
import { subjectFrom } from './subject.fixture';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-conda-source-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const read = (source: string, workFolder?: string) =>
  readSourceTree(subjectFrom(`source:\n${source}`).sources, {
    recipeFolder: join(root, 'recipes/a'),
    workspaceRoot: root,
    ...(workFolder !== undefined && { workFolder }),
  });
const namesIn = async (source: string) => (await read(source))?.files.map(({ name }) => name).sort();

describe('readSourceTree', () => {
  it('reads build files and sources of a folder beside the recipe', async () => {
    write({
      'src/setup.py': 'setup()',
      'src/net/__init__.py': '',
      'src/net/a.cu': '',
      'src/README.md': '',
    });
    expect(await read('  path: ../../src\n')).toEqual({
      isComplete: true,
      isCurrent: true,
      entries: new Set(['README.md', 'net', 'setup.py']),
      pythonPackages: ['net'],
      files: [
        { path: 'src/net/a.cu', name: 'net/a.cu', text: '' },
        { path: 'src/setup.py', name: 'setup.py', text: 'setup()' },
      ],
    });
  });

  it('skips files that are not built, third-party or too large', async () => {
    write({
      'src/a.c': '',
      'src/b.c': ' '.repeat(300_001),
      'src/tests/a.c': '',
      'src/sub/third_party/a.c': '',
      'src/.git/a.c': '',
      'src/1/2/3/4/5/6/7/8/deep.c': '',
      'src/1/2/3/4/5/6/7/8/9/deeper.c': '',
    });
    expect(await namesIn('  path: ../../src\n')).toEqual(['1/2/3/4/5/6/7/8/deep.c', 'a.c']);
  });

  it('stops at thousands of files', async () => {
    write(Object.fromEntries(Array.from({ length: 3_010 }, (_, n) => [`src/${n}.c`, ''])));
    expect(await namesIn('  path: ../../src\n')).toHaveLength(3_000);
  });

  it('puts a source where the recipe puts it', async () => {
    write({ 'src/a.c': '', 'more/b.c': '', 'more/pkg/__init__.py': '' });
    const tree = await read('  - path: ../../src\n  - path: ../../more\n    target_directory: deps/more\n');
    expect([...(tree?.entries ?? [])]).toEqual(['a.c', 'deps']);
    expect(tree?.files.map(({ name }) => name)).toEqual(['a.c', 'deps/more/b.c']);
    expect(tree?.pythonPackages).toEqual([]);
  });

  it('reads neither archives, which the build unpacks, nor files outside the workspace', async () => {
    write({ 'recipes/a/source.tar.gz': '' });
    expect(await read('  path: source.tar.gz\n')).toBeUndefined();
    expect(await read('  path: ../../../..\n')).toBeUndefined();
  });

  it('skips environments, hidden folders and build outputs', async () => {
    write({
      'src/a.c': '',
      'src/.venv/b.c': '',
      'src/env/conda-meta/history': '',
      'src/env/c.c': '',
      'src/venv/pyvenv.cfg': '',
      'src/venv/d.c': '',
      'src/build/e.c': '',
    });
    expect(await namesIn('  path: ../../src\n')).toEqual(['a.c']);
  });

  it('knows that a part is missing: a download beside a folder', async () => {
    write({ 'src/a.c': '' });
    const tree = await read('  - path: ../../src\n  - url: https://a.org/a.zip\n');
    expect(tree?.isComplete).toBe(false);
    expect(tree?.files).toHaveLength(1);
  });

  it.each([
    ['a download', '  url: https://a.org/a.zip\n'],
    ['a missing folder', '  path: ../nowhere\n'],
    ['a folder that a template names', '  path: ${{ folder }}\n'],
  ])('reads nothing of %s', async (_, source) => {
    expect(await read(source)).toBeUndefined();
  });

  it('reads the source that a failed build left, whatever its kind', async () => {
    const work = mkdtempSync(join(tmpdir(), 'nx-conda-work-'));
    writeFileSync(join(work, 'a.c'), '');
    const tree = await read('  url: https://a.org/a.zip\n', work);
    rmSync(work, { recursive: true });
    expect(tree).toMatchObject({
      isComplete: false,
      isCurrent: false,
      files: [{ path: join(work, 'a.c'), name: 'a.c' }],
    });
  });
});
