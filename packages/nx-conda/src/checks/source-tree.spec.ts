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
const namesIn = (source: string) =>
  read(source)
    ?.files.map(({ name }) => name)
    .sort();

describe('readSourceTree', () => {
  it('reads build files and sources of a folder beside the recipe', () => {
    write({
      'src/setup.py': 'setup()',
      'src/net/__init__.py': '',
      'src/net/a.cu': '',
      'src/README.md': '',
    });
    expect(read('  path: ../../src\n')).toEqual({
      isComplete: true,
      isCurrent: true,
      entries: new Set(['README.md', 'net', 'setup.py']),
      pythonPackages: ['net'],
      requires: [],
      setupCode: [expect.objectContaining({ name: 'setup.py', text: 'setup()' })],
      buildBackends: new Map([['', 'setuptools.build_meta']]),
      setupFolders: new Set(['']),
      folders: new Set(['net']),
      files: [
        { path: 'src/setup.py', name: 'setup.py', text: 'setup()' },
        { path: 'src/net/a.cu', name: 'net/a.cu', text: '' },
      ],
    });
  });

  it('skips files that are not built, third-party or too large', () => {
    write({
      'src/a.c': '',
      'src/b.c': ' '.repeat(300_001),
      'src/tests/a.c': '',
      'src/sub/third_party/a.c': '',
      'src/.git/a.c': '',
      'src/1/2/3/4/5/6/7/8/9/deep.c': '',
      'src/1/2/3/4/5/6/7/8/9/10/deeper.c': '',
    });
    expect(namesIn('  path: ../../src\n')).toEqual(['1/2/3/4/5/6/7/8/9/deep.c', 'a.c']);
    expect(read('  path: ../../src\n')?.isComplete).toBe(false);
  });

  it('stops at thousands of files', () => {
    write(Object.fromEntries(Array.from({ length: 3_010 }, (_, n) => [`src/${n}.c`, ''])));
    expect(namesIn('  path: ../../src\n')).toHaveLength(3_000);
  });

  it('puts a source where the recipe puts it', () => {
    write({ 'src/a.c': '', 'more/b.c': '', 'more/pkg/__init__.py': '' });
    const tree = read('  - path: ../../src\n  - path: ../../more\n    target_directory: deps/more\n');
    expect([...(tree?.entries ?? [])]).toEqual(['a.c', 'deps']);
    expect(tree?.files.map(({ name }) => name)).toEqual(['a.c', 'deps/more/b.c']);
    expect(tree?.pythonPackages).toEqual([]);
  });

  it('reads neither archives, which the build unpacks, nor files outside the workspace', () => {
    write({ 'recipes/a/source.tar.gz': '' });
    expect(read('  path: source.tar.gz\n')).toBeUndefined();
    expect(read('  path: ../../../..\n')).toBeUndefined();
  });

  it('skips environments, hidden folders and build outputs', () => {
    write({
      'src/a.c': '',
      'src/.venv/b.c': '',
      'src/env/conda-meta/history': '',
      'src/env/c.c': '',
      'src/venv/pyvenv.cfg': '',
      'src/venv/d.c': '',
      'src/build/e.c': '',
    });
    expect(namesIn('  path: ../../src\n')).toEqual(['a.c']);
  });

  it.each([
    [
      'setup.py',
      'setup(install_requires=["a>=1, <2", "b", "c>1; python_version < \'3\'"])',
      ['a>=1,<2', 'b'],
    ],
    ['setup.py', 'SUFFIX = ""\nsetup(install_requires=["a" + SUFFIX + ">=1"])', ['a>=1']],
    ['setup.py', 'setup(setup_requires=["a>1"], extras_require={"x": ["b>1"]})', []],
    ['setup.cfg', '[options]\ninstall_requires =\n  a>=1\n', []],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = [\n  "a[x]>=1",\n]', ['a>=1']],
    ['pyproject.toml', '[project]\nname = "x"\noptional-dependencies.x = ["a>=1"]', []],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9"\na = "^1.2"', ['a>=1.2,<2']],
    ['pyproject.toml', '[build-system]\nrequires = ["a>=1"]', []],
    ['pyproject.toml', 'not TOML', []],
    ['sub/setup.py', 'setup(install_requires=["a>=1"])', []],
    ['PKG-INFO', 'Metadata-Version: 2.2\nName: x\nRequires-Dist: a>1\n', []],
  ])('reads the requirements in %s %j: %j', (name, text, expected) => {
    write({ [`src/${name}`]: text });
    expect(read('  path: ../../src\n')?.requires.map((one) => one.name + one.constraint)).toEqual(expected);
  });

  it('reads setup.cfg beside setup.py, which patches of PKG-INFO do not change', () => {
    write({
      'src/PKG-INFO': 'Metadata-Version: 2.2\nName: x\nRequires-Dist: a<1\n',
      'src/setup.py': 'setup()',
      'src/setup.cfg': '[options]\ninstall_requires =\n  a<2\n',
    });
    expect(read('  path: ../../src\n')?.requires).toEqual([
      { name: 'a', constraint: '<2', file: 'setup.cfg' },
    ]);
  });

  it('knows that a part is missing: a download beside a folder', () => {
    write({ 'src/a.c': '' });
    const tree = read('  - path: ../../src\n  - url: https://a.org/a.zip\n');
    expect(tree?.isComplete).toBe(false);
    expect(tree?.files).toHaveLength(1);
  });

  it.each([
    ['a download', '  url: https://a.org/a.zip\n'],
    ['a missing folder', '  path: ../nowhere\n'],
    ['a folder that a template names', '  path: ${{ folder }}\n'],
  ])('reads nothing of %s', (_, source) => {
    expect(read(source)).toBeUndefined();
  });

  it('reads the source that a failed build left, whatever its kind', () => {
    const work = mkdtempSync(join(tmpdir(), 'nx-conda-work-'));
    writeFileSync(join(work, 'a.c'), '');
    const tree = read('  url: https://a.org/a.zip\n', work);
    rmSync(work, { recursive: true });
    expect(tree).toMatchObject({
      isComplete: false,
      isCurrent: false,
      files: [{ path: join(work, 'a.c'), name: 'a.c' }],
    });
  });

  it.each([
    ['[build-system]\nrequires = ["a"]\nbuild-backend = "hatchling.build"\n', 'hatchling.build'],
    ['[build-system]\nrequires = [\n  "a[b]",\n]\nbuild-backend = "x"\nbackend-path = ["."]\n', 'own'],
    ['[build-system]\nrequires = ["a"]\n', 'setuptools.build_meta'],
    ['[project]\nname = "a"\n', 'setuptools.build_meta'],
    ['[tool.black]\nline-length = 1\n', undefined],
    ['[build-system\n', undefined],
  ])('reads the build backend of %j: %s', (text, expected) => {
    write({ 'src/pyproject.toml': text });
    expect(read('  path: ../../src\n')?.buildBackends.get('')).toBe(expected);
  });
});
