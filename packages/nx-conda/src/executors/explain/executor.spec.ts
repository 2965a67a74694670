import { LIB, startAgain, workspace } from '../lib-and-app.fixture';
import buildExecutor from '../build/executor';
import { recipeText } from '../recipe-workspace.fixture';
import explainExecutor from './executor';

const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);

async function explain(project: string, options = {}): Promise<string> {
  const { success, output } = await workspace.run(explainExecutor, `${project}:conda-explain`, options);
  expect(success).toBe(true);
  return output;
}

describe('the explain executor', () => {
  beforeEach(startAgain);

  it('does not know without a build', async () => {
    expect(await explain('app')).toBe(
      [
        "It is unknown whether app would be rebuilt: the output folder contains no build to compare with. Nx's cache may contain a build with the same inputs.",
        'lib is built before app. It is unknown whether the packages of lib will change.\n',
      ].join('\n'),
    );
  });

  it('names each change of the inputs, and runs nothing', async () => {
    await build('lib');
    await build('app');
    workspace.engine.runs();
    expect(await explain('app')).toBe(
      'The packages of app would be reused: the inputs of the build are unchanged.\n',
    );
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', '# new'), 'app/new.patch': '' });
    expect(await explain('app')).toBe(
      [
        "app would be rebuilt for these reasons, unless Nx's cache contains a build with the same inputs:",
        '  app/new.patch is new',
        'lib is built before app. If the packages of lib change, app is rebuilt too. Reasons to rebuild lib:',
        '  lib/recipe.yaml has changed\n',
      ].join('\n'),
    );
    expect(workspace.engine.runs()).toEqual([]);
  });

  it('promises no reuse if the build of another project may change the inputs', async () => {
    await build('lib');
    await build('app');
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', '# new') });
    expect(await explain('app')).toBe(
      [
        'The inputs of app are unchanged so far, but builds of other projects may change them:',
        'lib is built before app. If the packages of lib change, app is rebuilt too. Reasons to rebuild lib:',
        '  lib/recipe.yaml has changed\n',
      ].join('\n'),
    );
  });

  it('names a package of another project whose content changed', async () => {
    await build('lib');
    await build('app');
    await workspace.engine.makes('lib', [{ ...LIB, payload: [{ path: 'share/lib', content: 'two' }] }]);
    await build('lib');
    expect(JSON.parse(await explain('app', { json: true }))).toEqual({
      project: 'app',
      decision: 'build',
      changes: ['lib: content of noarch/lib-1.0-h_0.conda changed'],
      upstream: [],
    });
  });

  it('always rebuilds if no hash covers a read', async () => {
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', 'source: [{url: https://conda.invalid/lib.zip}]'),
    });
    await workspace.readGraph(['lib', 'app']);
    await workspace.hash();
    await build('lib');
    expect(await explain('lib')).toMatch(
      /^lib would be rebuilt for these reasons:\n {2}lib is not cached: lib\/recipe\.yaml:2:16 Nx's hash does not cover/,
    );
    expect(JSON.parse(await explain('lib', { json: true }))).toMatchObject({
      decision: 'build',
      cached: false,
    });
  });

  it('knows without a build if no hash covers a read', async () => {
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', 'source: [{url: https://conda.invalid/lib.zip}]'),
    });
    await workspace.readGraph(['lib', 'app']);
    expect(await explain('lib')).toMatch(
      /^lib would be rebuilt for these reasons:\n {2}lib is not cached: .*\n$/,
    );
  });

  it('does not know for a build that asks git', async () => {
    const git = 'context: {commit: "${{ git.head_rev(\'.\') }}"}';
    workspace.write({ 'lib/recipe.yaml': recipeText('lib', git) });
    await workspace.readGraph(['lib', 'app']);
    await workspace.hash();
    await build('lib');
    expect(await explain('lib')).toContain(
      'It is unknown whether lib would be rebuilt: the recipe or a script reads the state of the git repository',
    );
  });

  it('refuses a project without a build', async () => {
    workspace.projects = { js: { root: 'js', targets: { build: { executor: 'nx:run-commands' } } } };
    expect(await workspace.run(explainExecutor, 'js:conda-explain')).toEqual({
      success: false,
      output:
        'No target of js builds packages.\n' +
        '  1. To see the targets of js, run nx show project js\n' +
        '  2. If project.json or nx.json sets the executor of conda-build, set it to nx-conda:build.\n',
    });
  });
});
