import { explainReads } from './explain-reads';
import { tracedVariables, withVariables } from './paths-in-log';
import {
  type HiddenMachine,
  readsByName,
  readsByPath,
  readsInScripts,
  readsOfFailure,
  readsOfSuccess,
} from './undeclared-reads';
import type { FolderEntry } from './visible-tree';

const FOLDERS = [
  '/r',
  '/r/beside',
  '/r/w',
  '/r/w/common',
  '/r/w/recipes',
  '/r/w/recipes/x',
  '/r/w/recipes/y',
];
const FILES = [
  '/r/beside/b',
  '/r/w/common/c.sh',
  '/r/w/common/two words',
  '/r/w/VERSION',
  '/r/w/recipes/x/i.txt',
  '/r/w/recipes/y/y.txt',
];
const PARTIAL = ['/r', '/r/w', '/r/w/recipes', '/r/w/recipes/x'];

const kindAt = (path: string) => {
  if (FOLDERS.includes(path)) return 'folder';
  return FILES.includes(path) ? 'file' : undefined;
};

const machine: HiddenMachine = {
  recipeFolder: '/r/w/recipes/x',
  workspaceRoot: '/r/w',
  repository: '/r',
  sight: (path) => {
    if (!path.startsWith('/r')) return 'visible';
    return PARTIAL.includes(path) ? 'partial' : 'hidden';
  },
  kindAt,
  read: (folder): FolderEntry[] =>
    [...FOLDERS, ...FILES]
      .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
      .map((path) => ({ name: path.slice(folder.length + 1), kind: kindAt(path) ?? 'other' })),
  real: (path) => [path],
};

const pathsOf = (reads: { path: string }[]) => reads.map(({ path }) => path);

describe('readsOfFailure', () => {
  it.each([
    ['cat: /r/w/recipes/x/../../common/c.sh: No such file or directory', '/r/w/common/c.sh'],
    ['$SRC_DIR/conda_build.sh: line 14: ../../common/c.sh: No such file or directory', '/r/w/common/c.sh'],
    ["cp: cannot stat '/r/w/recipes/x/../../common': No such file or directory", '/r/w/common'],
    ["FileNotFoundError: [Errno 2] No such file or directory: '../../common/c.sh'", '/r/w/common/c.sh'],
    ['cat: ../../common/two words: No such file or directory', '/r/w/common/two words'],
    ['bash: ../../common/*.sh: No such file or directory', '/r/w/common/c.sh'],
    ['tar: ../../common: Cannot open: No such file or directory', '/r/w/common'],
    ["make: *** No rule to make target '../../common/c.sh'.  Stop.", '/r/w/common/c.sh'],
    ['main.c:1:10: fatal error: ../../common/c.sh: No such file or directory', '/r/w/common/c.sh'],
    ["sed: can't read ../../VERSION: No such file or directory", '/r/w/VERSION'],
    ['find: ‘/r/w/recipes/x/..’: Permission denied', '/r/w/recipes'],
    ['cat: common/c.sh: No such file or directory', '/r/w/common/c.sh'],
    ['  include could not find requested file:\n\n    /r/w/common/c.sh\n', '/r/w/common/c.sh'],
    ['Error:   × could not load /r/w/recipes/x/../../\n  │ common/c.sh\n', '/r/w/common/c.sh'],
    ['cat: ../../../beside/b: No such file or directory', '/r/beside/b'],
    ['cat: i.txt: No such file or directory', '/r/w/recipes/x/i.txt'],
  ])('%j names %s', (log, path) => expect(pathsOf(readsOfFailure(log, machine))).toEqual([path]));

  it('names neither missing nor visible files', () => {
    expect(readsOfFailure('cat: /r/w/gone: No such file\ncat: /usr/x: No such file', machine)).toEqual([]);
  });
});

describe('readsOfSuccess', () => {
  it('finds commands traced by bash, and an ignored complaint of a tool', () => {
    expect(pathsOf(readsOfSuccess("+ '[' -f /r/w/common/c.sh ']'", machine))).toEqual(['/r/w/common/c.sh']);
    expect(pathsOf(readsOfSuccess('find: ‘/r/w’: Permission denied', machine))).toEqual(['/r/w']);
  });

  it('treats neither a bare name as a path above, nor a traversed folder as read', () => {
    expect(
      readsOfSuccess('ls: cannot access VERSION: No such file\n+ cd /r/w/recipes/x/..', machine),
    ).toEqual([]);
  });
});

describe('scripts', () => {
  it('are read with the values of variables in bash', () => {
    const variables = tracedVariables('+ UP=/r/w/recipes/x/../..\n+ N=1');
    const text = withVariables('for f in $UP/common/*.sh; do . $f; done', variables);
    expect(pathsOf(readsInScripts([text], machine))).toEqual(['/r/w/common/c.sh']);
  });

  it('are ignored in comments and without a variable', () => {
    expect(readsInScripts(['# $RECIPE_DIR/../../common/c.sh', 'cp ../y/y.txt .'], machine)).toEqual([]);
    expect(pathsOf(readsInScripts(['cp "$RECIPE_DIR"/../y/y.txt .'], machine))).toEqual([
      '/r/w/recipes/y/y.txt',
    ]);
  });

  it('are found by the parts of a path, or by a name', () => {
    expect(pathsOf(readsByPath(['Path(up, "common", "c.sh")'], FILES, machine))).toEqual([
      '/r/w/common/c.sh',
    ]);
    expect(pathsOf(readsByName(['find .. -name VERSION'], FILES, machine))).toEqual(['/r/w/VERSION']);
  });
});

it('names the paths relative to the workspace, with the line to add', () => {
  const reads = [
    { path: '/r/w/common/c.sh', kind: 'file' as const },
    { path: '/r/beside', kind: 'folder' as const },
    { path: '/tmp/t', kind: 'file' as const },
  ];
  expect(explainReads(reads, machine)).toMatchInlineSnapshot(`
    "The isolated run tried to read files that its hash does not cover:
        common/c.sh
        ../beside/
        /tmp/t
      1. Declare these files in recipes/x/project.json under targets.conda-build.options: "reads": ["../../common/c.sh", "../../../beside/**", "../../../../tmp/t"]
      2. Or move the files into the recipe's folder, or stop reading them.
      3. For the files that are visible to an isolated build, see node_modules/nx-conda/docs/isolation.md"
  `);
});
