import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Gitlinks } from './gitlinks';
import { checkOutCommands, submodulesOf } from './submodules';
import { hiddenRecipes, namesTarget } from './absent-submodules';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'nx-conda-gitlinks-'))));
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const named = (...paths: string[]) =>
  paths.map((path) => `[submodule "${path}"]\n\tpath = ${path}\n`).join('');

/** outer is checked out and contains inner, which is not; a third repository is in no .gitmodules. */
function nested(): void {
  write({
    '.git/HEAD': '',
    '.gitmodules': named('third/outer', 'third/absent'),
    'third/outer/.git': 'gitdir: …',
    'third/outer/.gitmodules': named('deep/inner'),
    'third/outer/lib/recipe.yaml': '',
    'vendor/clone/.git/HEAD': '',
  });
}

describe('Gitlinks', () => {
  it('finds each link on the way to a path, even if the path does not exist', () => {
    nested();
    const links = new Gitlinks(root);
    expect(links.above(['third/outer/deep/inner/src', 'third/outer/lib'])).toEqual([
      'third/outer',
      'third/outer/deep/inner',
    ]);
    expect(links.above(['third/absent/x/*.patch'])).toEqual(['third/absent']);
    expect(links.above(['third/absent'])).toEqual(['third/absent']);
  });

  it('finds a repository that no .gitmodules names', () => {
    nested();
    expect(new Gitlinks(root).above(['vendor/clone/a/b'])).toEqual(['vendor/clone']);
  });

  it('finds nothing else', () => {
    nested();
    const paths = ['.', 'recipes/a', 'third/outermost/x', 'third', '../outside', '/etc/x', 'recipes/./b'];
    expect(new Gitlinks(root).above(paths)).toEqual([]);
  });
});

describe('submodulesOf', () => {
  it('knows which are checked out, nested ones too, and how to check out the others', () => {
    nested();
    mkdirSync(join(root, 'third/absent'));
    const submodules = submodulesOf(root);
    expect(submodules).toEqual([
      { path: 'third/absent', within: '.', isCheckedOut: false },
      { path: 'third/outer', within: '.', isCheckedOut: true },
      { path: 'third/outer/deep/inner', within: 'third/outer', isCheckedOut: false },
    ]);
    expect(checkOutCommands(submodules.filter(({ isCheckedOut }) => !isCheckedOut))).toEqual([
      'git submodule update --init third/absent',
      'git -C third/outer submodule update --init deep/inner',
    ]);
  });

  it('looks in the repository around a workspace in a subfolder', () => {
    write({ '.git/HEAD': '', '.gitmodules': named('conda/third/sub', 'lib'), 'conda/nx.json': '' });
    const workspace = join(root, 'conda');
    expect(submodulesOf(workspace).map(({ path }) => path)).toEqual(['../lib', 'third/sub']);
    expect(new Gitlinks(workspace).above(['third/sub/a'])).toEqual(['third/sub']);
    expect(checkOutCommands(submodulesOf(workspace))).toEqual([
      'git submodule update --init ../lib',
      'git submodule update --init third/sub',
    ]);
  });

  it.each(['../x', '/etc', '.', 'a/../..', ''])('ignores a path that leads elsewhere: %j', (path) => {
    write({ '.git/HEAD': '', '.gitmodules': named(path) });
    expect(submodulesOf(root)).toEqual([]);
  });

  it('quotes for the shell', () => {
    write({ '.git/HEAD': '', '.gitmodules': named("it's a path") });
    expect(checkOutCommands(submodulesOf(root))).toEqual(["git submodule update --init 'it'\\''s a path'"]);
  });
});

describe('hiddenRecipes', () => {
  it('names a submodule that is not checked out', () => {
    write({ '.git/HEAD': '', '.gitmodules': named('third/sub') });
    expect(hiddenRecipes(root)).toBe(
      'The git submodule third/sub is not checked out, so recipes in this submodule are not projects. ' +
        'To check out the submodule, run git submodule update --init third/sub',
    );
  });

  it('names the submodules that are not checked out in one line', () => {
    expect(hiddenRecipes(root)).toBeUndefined();
    nested();
    expect(hiddenRecipes(root)).toBe(
      'The git submodules third/absent, third/outer/deep/inner are not checked out, so recipes in these ' +
        'submodules are not projects. To check out the submodules, run ' +
        'git submodule update --init third/absent; git -C third/outer submodule update --init deep/inner',
    );
  });

  it.each([
    [['run', 'app:conda-build'], true],
    [['app:conda-build:production'], true],
    [['run-many', '-t', 'lint,conda-test'], true],
    [['run-many', '--targets=lint conda-test'], true],
    [['affected', '-t', 'conda-test', '--parallel=2'], true],
    [['run', 'conda-builder:lint'], false],
    [['run-many', '-t', 'build'], false],
  ])('is printed in the run of %j: %j', (argv, isNamed) => {
    expect(namesTarget(argv, ['conda-build', 'conda-test'])).toBe(isNamed);
  });
});
