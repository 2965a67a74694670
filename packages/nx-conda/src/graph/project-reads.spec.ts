import { recipeText, TempWorkspace } from './temp-workspace.fixture';
import { execFileSync } from 'node:child_process';
import type { ProjectConfiguration } from '@nx/devkit';
import { condaMetadata } from './conda-metadata';
import { asksGit } from './current-inputs';

const build = (project: ProjectConfiguration | undefined) => project?.targets?.['conda-build'];
const recipe = recipeText('x', 'build:\n  script: build.sh\n');

/** The workspace, with a script of the recipe x. */
function withScript(...lines: string[]): TempWorkspace {
  return new TempWorkspace({
    'x/recipe.yaml': recipe,
    'x/build.sh': lines.map((line) => `${line}\n`).join(''),
  });
}

it('hashes the places outside the folder that a script names', async () => {
  const workspace = withScript('cp $RECIPE_DIR/../lib/a.h .', 'cp /opt/vendor/b.h .');
  const { x } = await workspace.projects();
  expect(asksGit(build(x) ?? {})).toBe(false);
  expect(build(x)?.inputs?.slice(0, 3)).toEqual([
    '{workspaceRoot}/x/**/*',
    '{workspaceRoot}/lib/a.h',
    '{workspaceRoot}/lib/a.h/**/*',
  ]);
  expect(condaMetadata(x)?.reads.areas).toEqual(
    expect.arrayContaining([
      { path: 'lib/a.h', takes: 'all' },
      { path: '/opt/vendor/b.h', takes: 'all' },
    ]),
  );
});

it('caches no build with reads that no hash covers, unless they are declared or the build is isolated', async () => {
  const workspace = withScript('cp $(git -C $RECIPE_DIR rev-parse --show-toplevel)/x .');
  const unhashed = [expect.stringMatching(/^x\/build.sh:1:4 .*unknown/)];
  const { x } = await workspace.projects();
  expect([build(x)?.cache, condaMetadata(x)?.unhashed]).toEqual([false, unhashed]);

  const options = { reads: ['../lib/**/*.h', 'x.txt'] };
  const declared = (await workspace.projects({ targets: { build: { options } } }))['x'];
  expect([build(declared)?.cache, condaMetadata(declared)?.unhashed]).toEqual([true, undefined]);
  expect(build(declared)?.inputs?.slice(1, 4)).toEqual([
    '{workspaceRoot}/lib/**/*.h',
    '{workspaceRoot}/x/x.txt',
    '{workspaceRoot}/x/x.txt/**/*',
  ]);

  const isolated = (await workspace.projects({ isolated: true }))['x'];
  expect([build(isolated)?.cache, condaMetadata(isolated)?.unhashed]).toEqual([true, undefined]);
});

it('hashes links behind a place that a script names', async () => {
  const workspace = withScript('cp -r $RECIPE_DIR/../lib .');
  workspace.write({ 'deep/a.h': '', 'lib/b.h': '' });
  workspace.link('lib/deep', '../deep');
  const { x } = await workspace.projects();
  expect(build(x)?.inputs).toEqual(
    expect.arrayContaining(['{workspaceRoot}/lib/**/*', '{workspaceRoot}/deep/**/*']),
  );
});

it('names the repositories on the way to a recipe, and asks git if the recipe does', async () => {
  const asking = 'build:\n  string: ${{ git.head_rev(".") }}\n';
  const workspace = new TempWorkspace({ 'third/x/recipe.yaml': recipeText('x', asking) });
  execFileSync('git', ['init', '--quiet', 'third'], { cwd: workspace.root });
  const { x } = await workspace.projects();
  expect(build(x)?.inputs?.slice(0, 4)).toEqual([
    '{workspaceRoot}/third/x/**/*',
    '{workspaceRoot}/thir[d]',
    { runtime: 'git describe --always --long --tags --abbrev=40' },
    '{workspaceRoot}/**/*',
  ]);
  expect(asksGit(build(x) ?? {})).toBe(true);
});

it('sets no variable for a recipe that reads nothing else', async () => {
  const alone = recipeText('x', 'build:\n  script: make install\n');
  const workspace = new TempWorkspace({
    'x/recipe.yaml': alone,
    'y/recipe.yaml': alone,
    'y/build.sh': 'make install\n',
  });
  const { x, y } = await workspace.metadata();
  expect([x?.reads.variable, y?.reads.variable]).toEqual([undefined, 'NX_CONDA_READS_Y_28224462']);
});
