import { recipeText, recipeWithHost, TempWorkspace } from './temp-workspace.fixture';
import type { ProjectConfiguration } from '@nx/devkit';
import { EMBEDDED_VERSION } from '../engine/embedded';
import { builtWith } from './built-with';

const versions = builtWith(EMBEDDED_VERSION);

it('makes a project of a recipe, with targets, inputs and order', async () => {
  const workspace = new TempWorkspace({
    'recipes/base/recipe.yaml': recipeText('base-x'),
    'recipes/app/recipe.yaml': `${recipeWithHost('app', 'base-x >=1', 'python')}about: {summary: An app}\n`,
    'variants.json': '{"python": ["3.12", "3.13"], "lua": ["5"]}',
  });
  const keys = ['CONDA_BUILD_SYSROOT', 'base-x', 'base_x', 'channel_sources', 'channel_targets', 'python'];
  const read = [
    '{workspaceRoot}/recipes/app/**/*',
    { json: '{workspaceRoot}/variants.json', fields: [...keys, 'target_platform', 'zip_keys'] },
    { env: 'NX_CONDA_READS_RECIPES_APP_56308983' },
  ];
  const solved = [{ env: 'CONDA_OVERRIDE_CUDA' }, { externalDependencies: [] }];
  const built = (name: string) => ({
    fileset: `{workspaceRoot}/dist/conda/${name}/digest.json`,
    includeIgnored: true,
  });
  const shown = (target: string, description: string, options: Record<string, unknown>) => ({
    technologies: ['conda'],
    help: { command: `npx nx run app:${target} --help`, example: { options } },
    description,
  });
  const shared = { channels: ['conda-forge'], outputRoot: 'dist/conda', builtWith: versions };
  const app: ProjectConfiguration = {
    root: 'recipes/app',
    name: 'app',
    projectType: 'library',
    targets: {
      'conda-build': {
        executor: 'nx-conda:build',
        cache: true,
        options: shared,
        inputs: [...read, ...solved, built('base')],
        outputs: ['{workspaceRoot}/dist/conda/app'],
        dependsOn: [{ projects: ['base'], target: 'conda-build' }],
        metadata: shown(
          'conda-build',
          'Build the packages of recipes/app/recipe.yaml with rattler-build, into dist/conda/app',
          { heavy: true, memoryPerJob: 4 },
        ),
      },
      'conda-test': {
        executor: 'nx-conda:test',
        cache: true,
        options: shared,
        inputs: [...read, ...solved, built('app')],
        outputs: ['{workspaceRoot}/dist/conda/app.test.log'],
        dependsOn: ['conda-build'],
        metadata: shown('conda-test', 'Run the tests in the packages of recipes/app/recipe.yaml', {
          cuda: '12.6',
        }),
      },
      'conda-check': {
        executor: 'nx-conda:check',
        cache: true,
        options: { channels: ['conda-forge'], builtWith: versions },
        inputs: [...read, { externalDependencies: [] }],
        outputs: ['{options.outputFile}'],
        dependsOn: [],
        metadata: shown('conda-check', 'Find problems in recipes/app/recipe.yaml before it is built', {
          failOn: 'warning',
        }),
      },
      'conda-publish': {
        executor: 'nx-conda:publish',
        options: { outputRoot: 'dist/conda' },
        dependsOn: ['conda-build'],
        metadata: shown('conda-publish', 'Publish the packages to a channel: a folder or a server', {
          to: '../channel',
        }),
      },
      'conda-render': {
        executor: 'nx-conda:render',
        options: {},
        metadata: shown(
          'conda-render',
          'Show the variants and requirements of recipes/app/recipe.yaml, and the projects that provide the requirements',
          { json: true },
        ),
      },
      'conda-explain': {
        executor: 'nx-conda:explain',
        options: {},
        metadata: shown(
          'conda-explain',
          'Show why the packages of recipes/app/recipe.yaml would be rebuilt or reused',
          { json: true },
        ),
      },
    },
    metadata: {
      technologies: ['conda'],
      description: 'An app',
      targetGroups: {
        conda: ['conda-build', 'conda-test', 'conda-check', 'conda-publish', 'conda-render', 'conda-explain'],
      },
      conda: {
        recipe: 'recipes/app/recipe.yaml',
        exact: false,
        reason: 'rattler-build is not on this machine yet',
        variants: ['variants.json'],
        provides: ['app'],
        output: 'dist/conda/app',
        build: ['base'],
        test: [],
        edges: ['recipes/base'],
        reads: {
          areas: [
            { path: 'recipes/app', takes: 'folder' },
            { path: 'recipes/app/variants.yaml', takes: 'all' },
            { path: 'recipes/app/conda_build_config.yaml', takes: 'all' },
            { path: 'recipes/app/build.bat', takes: 'all' },
            { path: 'recipes/app/build.sh', takes: 'all' },
          ],
          repositories: [],
          environment: [],
          variable: 'NX_CONDA_READS_RECIPES_APP_56308983',
        },
      },
    },
  };
  expect(await workspace.nodes()).toEqual([
    ['recipes/app/recipe.yaml', { projects: { 'recipes/app': app } }],
    ['recipes/base/recipe.yaml', { projects: { 'recipes/base': expect.anything() as unknown } }],
  ]);
});

it('makes a project of every recipe, even of one that cannot be read', async () => {
  const workspace = new TempWorkspace({
    'broken/recipe.yaml': 'package:\n  name: broken\n version: [',
    'cake/recipe.yaml': 'flour: 200 g\n',
    'empty/recipe.yaml': '',
    'good/recipe.yaml': recipeText('good'),
  });
  const found = await workspace.metadata();
  expect(Object.entries(found).map(([name, conda]) => [name, conda?.provides, conda?.reason])).toEqual([
    ['broken', [], expect.stringContaining('broken/recipe.yaml:3:')],
    ['cake', [], expect.stringContaining('cake/recipe.yaml:1:1 This is not a recipe')],
    ['empty', [], expect.stringContaining('empty/recipe.yaml:1:1 ')],
    ['good', ['good'], 'rattler-build is not on this machine yet'],
  ]);
});

it('leaves out outputs of builds, installed packages, ignored folders and the recipes of the option', async () => {
  const workspace = new TempWorkspace({
    '.gitignore': 'ignored\n',
    'a/recipe.yaml': recipeText('a'),
    'b/recipe.yaml': recipeText('b'),
    'distant/recipe.yaml': recipeText('distant'),
    'dist/c/recipe.yaml': recipeText('c'),
    'sub/dist/d/recipe.yaml': recipeText('d'),
    'node_modules/e/recipe.yaml': recipeText('e'),
    'ignored/f/recipe.yaml': recipeText('f'),
  });
  expect(Object.keys(await workspace.projects())).toEqual(['a', 'b', 'distant']);
  expect(Object.keys(await workspace.projects({ exclude: ['b/**'] }))).toEqual(['a', 'distant']);
});
