import { chmodSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../tools/workspace';
import { binary, engines } from './engines';
import { addRecipe, recipeText } from './recipes';
import { TestWorkspace } from './test-workspace';

const AFFECTED = ['affected', '-t', 'conda-build', 'conda-test', '--base=HEAD~1', '--head=HEAD'];
const ALL = ['run-many', '-t', 'conda-build', 'conda-test', '--parallel=2'];

/** The build and the test of each project. */
function both(...projects: string[]): string[] {
  return projects.flatMap((name) => [`${name}:conda-build`, `${name}:conda-test`]).sort();
}

const variants = {
  cuda_compiler_version: ['12.6'],
  zip_keys: [['zip_one', 'zip_two']],
  zip_one: ['1'],
  zip_two: ['a'],
  unused: ['x'],
};

const patched = `package: {name: patched-x, version: 1.0.0}
source:
  path: files
  patches: [../../patches/hello.patch]
build:
  noarch: generic
  script: mkdir -p $PREFIX/share && cp hello.txt $PREFIX/share/patched-x.txt
tests:
  - script: grep patched $PREFIX/share/patched-x.txt
`;

/**
 * base ← lib ← tool, app runs tool; cuda ← user; zipped, arch, patched and linked are unrelated, and read a zip group,
 * an environment variable, and files outside of their folders.
 */
function addRecipes(workspace: Workspace): void {
  const test = (name: string) => [`test -f $PREFIX/share/${name}.txt`];
  const small = (name: string, more: object) => addRecipe(workspace, { name, test: test(name), ...more });
  small('base-x', { script: ['bash $RECIPE_DIR/more.sh'] });
  workspace.write('recipes/base-x/more.sh', 'echo more >> $PREFIX/share/base-x.txt\n');
  small('lib-x', { host: ['base-x'], script: ['cat $PREFIX/share/base-x.txt >> $PREFIX/share/lib-x.txt'] });
  small('tool-x', { host: ['lib-x'], script: ['cat $PREFIX/share/lib-x.txt >> $PREFIX/share/tool-x.txt'] });
  small('app-x', { run: ['tool-x'] });
  small('cuda-x', { content: 'cuda ${{ cuda_compiler_version }}' });
  small('user-x', { host: ['cuda-x'], script: ['cat $PREFIX/share/cuda-x.txt >> $PREFIX/share/user-x.txt'] });
  small('zipped-x', { content: '${{ zip_one }}' });
  small('arch-x', { content: "${{ env.get('TORCH_CUDA_ARCH_LIST', default='none') }}" });
  workspace.write('recipes/patched-x/recipe.yaml', patched);
  workspace.write('recipes/patched-x/files/hello.txt', 'hello\n');
  workspace.write('patches/hello.patch', patch('patched'));
  small('linked-x', { script: ['bash $RECIPE_DIR/more.sh'] });
  workspace.write('common/more.sh', 'echo more >> $PREFIX/share/linked-x.txt\n');
  symlinkSync('../../common/more.sh', join(workspace.root, 'recipes/linked-x/more.sh'));
  workspace.write('variants.json', JSON.stringify(variants, null, 2));
  workspace.write('README.md', '# Recipes\n');
  workspace.write('js/package.json', JSON.stringify({ name: 'js', version: '1.0.0' }));
}

function patch(line: string): string {
  return `--- a/hello.txt\n+++ b/hello.txt\n@@ -1 +1 @@\n-hello\n+${line}\n`;
}

interface Row {
  change: string;
  edit: (workspace: Workspace) => void;
  ran: string[];
  env?: Record<string, string>;
}

const recipe = (name: string) => `recipes/${name}/recipe.yaml`;
const replace = (path: string, from: string, to: string) => (workspace: Workspace) =>
  workspace.edit(path, (text) => text.replace(from, to));
const setVariants = (change: object) => (workspace: Workspace) =>
  workspace.edit('variants.json', (text) =>
    JSON.stringify({ ...(JSON.parse(text) as object), ...change }, null, 2),
  );

/** Since cuda-x runs zipped-x. */
const environmentsWithZipped = ['cuda-x:conda-test', 'user-x:conda-build'];

/** One after the other: each continues from the state of the previous ones. */
const rows: Row[] = [
  { change: 'nothing', edit: () => undefined, ran: [] },
  {
    change: 'the time stamp of a recipe',
    edit: ({ root }) => utimesSync(join(root, recipe('base-x')), 1, 1),
    ran: [],
  },
  {
    change: 'a comment in a recipe with dependents',
    edit: replace(recipe('base-x'), 'package:', '# why\npackage:'),
    ran: both('base-x'),
  },
  {
    change: 'a build script',
    edit: replace('recipes/base-x/more.sh', 'echo more', 'echo even more'),
    ran: both('base-x', 'lib-x', 'tool-x').concat('app-x:conda-test').sort(),
  },
  {
    change: 'a build script, with an equal package',
    edit: replace('recipes/lib-x/recipe.yaml', 'build:', 'about: {license: MIT}\nbuild:'),
    ran: both('lib-x'),
  },
  {
    change: 'a patch outside of the folder',
    edit: (workspace) => workspace.write('patches/hello.patch', patch('also patched')),
    ran: both('patched-x'),
  },
  {
    change: 'the permission of a file',
    edit: ({ root }) => chmodSync(join(root, 'recipes/patched-x/files/hello.txt'), 0o755),
    ran: both('patched-x'),
  },
  {
    change: 'a file that a symbolic link leads to',
    edit: (workspace) => workspace.write('common/more.sh', 'echo most >> $PREFIX/share/linked-x.txt\n'),
    ran: both('linked-x'),
  },
  {
    change: 'a build number',
    edit: replace(recipe('lib-x'), 'build:', 'build:\n  number: 1'),
    // The result of tool is unchanged.
    ran: [...both('lib-x'), 'tool-x:conda-build'],
  },
  {
    change: 'a pin in host',
    edit: replace(recipe('tool-x'), '"lib-x"', '"lib-x >=1"'),
    ran: both('tool-x'),
  },
  {
    change: 'a requirement at run time',
    edit: replace(recipe('cuda-x'), '  run: []', '  run: ["zipped-x"]'),
    ran: [...both('cuda-x'), 'user-x:conda-build'],
  },
  {
    change: 'a test',
    edit: replace(recipe('lib-x'), 'test -f', 'test -s'),
    ran: both('lib-x'),
  },
  {
    change: 'the CUDA version in the shared variants',
    edit: setVariants({ cuda_compiler_version: ['12.8'] }),
    ran: both('cuda-x', 'user-x'),
  },
  { change: 'an unused variant key', edit: setVariants({ unused: ['y'], another: ['z'] }), ran: [] },
  {
    change: 'the order and the layout of the shared variants',
    edit: (workspace) =>
      workspace.edit('variants.json', (text) => {
        const entries = Object.entries(JSON.parse(text) as object).reverse();
        return JSON.stringify(Object.fromEntries(entries));
      }),
    ran: [],
  },
  {
    change: 'a member of a zip group, which gets a second value',
    edit: setVariants({ zip_one: ['1', '2'], zip_two: ['a', 'b'] }),
    ran: [...both('zipped-x'), ...environmentsWithZipped].sort(),
  },
  {
    change: 'a member that leaves the zip group',
    edit: setVariants({ zip_keys: [] }),
    ran: both('zipped-x'),
  },
  {
    change: 'an environment variable that a recipe mentions',
    edit: () => undefined,
    env: { TORCH_CUDA_ARCH_LIST: '9.0' },
    ran: both('arch-x'),
  },
  {
    change: 'an unused environment variable',
    edit: () => undefined,
    env: { OTHER: '1' },
    ran: [],
  },
  {
    change: 'README, a JavaScript package and a lock file',
    edit: (workspace) => {
      workspace.write('README.md', '# All recipes\n');
      workspace.write('js/package.json', JSON.stringify({ name: 'js', version: '2.0.0' }));
      workspace.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: {} }));
    },
    ran: [],
  },
  {
    change: 'a recipe that moves to another folder',
    edit: (workspace) => {
      workspace.write('recipes/moved/recipe.yaml', workspace.read(recipe('zipped-x')));
      workspace.delete('recipes/zipped-x');
    },
    ran: [...both('moved'), ...environmentsWithZipped].sort(),
  },
  {
    change: 'a new provider of a name',
    edit: (workspace) =>
      workspace.write(
        'recipes/base-two/recipe.yaml',
        recipeText({ name: 'base-x', version: '2.0.0', content: 'base two' }),
      ),
    ran: both('base-two', 'lib-x', 'tool-x').concat('app-x:conda-test').sort(),
  },
  {
    change: 'a deleted provider',
    edit: (workspace) => workspace.delete('recipes/base-two'),
    // Everything was built in this state before.
    ran: [],
  },
];

describe.each(engines)('after a change, with $name', ({ env: engine }) => {
  let workspace: TestWorkspace;

  beforeAll(async () => {
    workspace = new TestWorkspace(engine);
    addRecipes(workspace);
    workspace.commit('Start');
    await workspace.ok(ALL);
  });

  afterAll(() => workspace.remove());

  it.each(rows)('of $change', async ({ edit, ran, env = {} }) => {
    edit(workspace);
    workspace.commit('Change');
    // No commit shows changes of an environment variable.
    await workspace.ok(Object.keys(env).length > 0 ? ALL : AFFECTED, env);
    expect(workspace.lastRun().ran).toEqual(ran);
    await workspace.ok(ALL, env);
    expect(workspace.lastRun().ran).toEqual([]);
  });
});

/** Its package contains its commit: every commit changes it, and no other package. */
const ofCommit = `package: {name: commit-x, version: 1.0.0}
build:
  noarch: generic
  script: mkdir -p $PREFIX/share && echo \${{ git.head_rev(".") }} > $PREFIX/share/commit-x.txt
`;

describe('a recipe that queries git', () => {
  it('is rebuilt for every commit, and others are not', async () => {
    const workspace = new TestWorkspace(engines[0]?.env);
    workspace.write(recipe('commit-x'), ofCommit);
    addRecipe(workspace, { name: 'base-x' });
    workspace.commit('Start');
    await workspace.ok(ALL);
    workspace.write('README.md', '# More\n');
    workspace.commit('More');
    await workspace.ok(AFFECTED);
    expect(workspace.lastRun().ran).toEqual(both('commit-x'));
    await workspace.ok(ALL);
    expect(workspace.lastRun().ran).toEqual([]);
    workspace.remove();
  });
});

describe('in another clone of the same repository', () => {
  it('everything is reused', async () => {
    const workspace = new TestWorkspace(engines[0]?.env);
    addRecipes(workspace);
    workspace.commit('Start');
    // Nx keeps one cache for all clones of a remote, unless a folder is set.
    const env = { NX_CACHE_DIRECTORY: '' };
    const clones = ['first', 'second'].map((name) => workspace.cloneTo(join(workspace.home, name, 'clone')));
    const [first = '', second = ''] = [await clones[0]?.ok(ALL, env), await clones[1]?.ok(ALL, env)];
    expect(first).not.toContain('from the cache');
    expect(second).toContain('cache instead of running the command for 20 out of 20 tasks');
    workspace.remove();
  });
});

(binary ? describe : describe.skip)('after an upgrade of rattler-build', () => {
  it('everything is rebuilt', async () => {
    const workspace = new TestWorkspace();
    addRecipes(workspace);
    const engine = join(workspace.home, 'rattler-build');
    const use = (version: string) => {
      writeFileSync(
        engine,
        `#!/bin/sh\n[ "$1" = --version ] && echo "rattler-build ${version}" && exit\nexec ${binary} "$@"\n`,
      );
      chmodSync(engine, 0o755);
      return { NX_CONDA_RATTLER_BUILD: engine };
    };
    await workspace.ok(ALL, use('0.74.0'));
    const { ran } = workspace.lastRun();
    await workspace.ok(ALL, use('0.74.1'));
    expect(workspace.lastRun()).toMatchObject({ ran, reused: [] });
    workspace.remove();
  });
});
