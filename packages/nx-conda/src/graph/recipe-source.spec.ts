import { recipeText, TempWorkspace } from './temp-workspace.fixture';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { condaMetadata } from './conda-metadata';
import { createNodes } from './create-nodes';

const inputsOf = (project: ProjectConfiguration | undefined) => project?.targets?.['conda-build']?.inputs;
const paths = (project: ProjectConfiguration | undefined) =>
  inputsOf(project)?.filter((input) => typeof input === 'string');

describe('the settings of a recipe', () => {
  const options = { variants: ['shared.json'], targetPlatform: 'linux-aarch64' };
  const recipe = recipeText('x', 'requirements:\n  host:\n    - if: osx\n      then: ${{ mpi }}\n');

  function withProject(json: string): TempWorkspace {
    return new TempWorkspace({
      'shared.json': '{"mpi": ["shared-mpi"]}',
      'own.json': '{"mpi": ["own-mpi"]}',
      'x/recipe.yaml': recipe,
      'x/project.json': json,
      'own-mpi/recipe.yaml': recipeText('own-mpi', 'build:\n  noarch: generic\n'),
    });
  }

  it('are those of its project.json for the build, as far as Nx takes them', async () => {
    const own = {
      variants: ['./own.json'],
      targetPlatform: 'osx-arm64',
      reads: ['../lib/*.h'],
      isolated: true,
    };
    const workspace = withProject(JSON.stringify({ targets: { 'conda-build': { options: own } } }));
    const { x } = await workspace.projects(options);
    expect(x?.targets?.['conda-build']?.options).toMatchObject({
      variants: ['own.json'],
      targetPlatform: 'osx-arm64',
      isolated: true,
    });
    expect(x?.targets?.['conda-build']?.dependsOn).toEqual([
      { projects: ['own-mpi'], target: 'conda-build' },
    ]);
    expect(paths(x)).toContain('{workspaceRoot}/lib/*.h');
  });

  it('are without variant files that are not configured; only checks hash these', async () => {
    const workspace = withProject('{}');
    workspace.write({ 'variants.yaml': 'mpi: [x]\n', 'shared.yaml': '', 'x/variants.yaml': '' });
    const { x } = await workspace.projects(options);
    expect(x?.targets?.['conda-check']?.inputs).toContain('{workspaceRoot}/variants.yaml');
    expect(paths(x)).not.toContain('{workspaceRoot}/variants.yaml');
    const configured = await workspace.projects({ variants: ['variants.yaml'] });
    const inputs = configured['x']?.targets?.['conda-check']?.inputs;
    expect(inputs?.filter((input) => input === '{workspaceRoot}/variants.yaml')).toHaveLength(1);
  });

  it('are those of its folder, unless project.json sets them', async () => {
    const own = { targetPlatform: 'osx-arm64' };
    const workspace = withProject(JSON.stringify({ targets: { 'conda-build': { options: own } } }));
    const folder = {
      variants: ['own.json'],
      targetPlatform: 'win-64',
      channels: [],
      excludeNewer: '2026-01-01',
    };
    const projects = await workspace.projects({ ...options, folders: { x: folder } });
    expect(projects['x']?.targets?.['conda-build']?.options).toMatchObject({
      variants: ['own.json'],
      targetPlatform: 'osx-arm64',
      channels: [],
      excludeNewer: '2026-01-01',
    });
    expect(projects['x']?.targets?.['conda-build']?.dependsOn).toEqual([
      { projects: ['own-mpi'], target: 'conda-build' },
    ]);
    expect(projects['own-mpi']?.targets?.['conda-build']?.options).toMatchObject(options);
  });

  it.each([
    ['another type', { 'conda-build': { options: { variants: 'own.json', targetPlatform: 1, reads: [2] } } }],
    ['another target', { 'other-build': { options: { variants: ['own.json'] } } }],
    ['nothing', undefined],
  ])('are the shared ones if project.json sets %s', async (_what, targets) => {
    const { x } = await withProject(JSON.stringify({ targets })).projects(options);
    expect(x?.targets?.['conda-build']?.options).toMatchObject(options);
    expect(x?.targets?.['conda-build']?.dependsOn).toEqual([]);
  });

  it('are the shared ones if the option turns the build off', async () => {
    const json = JSON.stringify({ targets: { 'conda-build': { options: { variants: ['own.json'] } } } });
    const { x } = await withProject(json).projects({ ...options, targets: { build: false } });
    expect(Object.keys(x?.targets ?? {})).not.toContain('conda-build');
    expect(x?.targets?.['conda-check']?.options).toMatchObject(options);
  });
});

describe('links in the folder of a recipe', () => {
  it('add their targets in the workspace to the inputs', async () => {
    const workspace = new TempWorkspace({ 'x/recipe.yaml': recipeText('x'), 'patches/a/one.patch': '' });
    workspace.link('x/patches', '../patches/a');
    workspace.link('x/outside', '/usr');
    workspace.link('x/nowhere', '../nowhere');
    const { x } = await workspace.projects();
    expect(paths(x)).toEqual([
      '{workspaceRoot}/x/**/*',
      '{workspaceRoot}/nowhere',
      '{workspaceRoot}/nowhere/**/*',
      '{workspaceRoot}/patches/a',
      '{workspaceRoot}/patches/a/**/*',
    ]);
  });

  it('lead to the folder that rattler-build uses, if recipe.yaml is one', async () => {
    const workspace = new TempWorkspace({ 'real/recipe.yaml': recipeText('x'), 'real/variants.yaml': '' });
    workspace.link('x/recipe.yaml', '../real/recipe.yaml');
    const { x } = await workspace.projects();
    expect(paths(x)).toEqual(expect.arrayContaining(['{workspaceRoot}/real', '{workspaceRoot}/real/**/*']));
  });
});

it('reads a recipe again if its variants or its script changed, even if git ignores them', async () => {
  const workspace = new TempWorkspace({
    '.gitignore': 'variants.yaml\n*.sh\n',
    'x/recipe.yaml': recipeText('x', 'requirements:\n  host:\n    - ${{ mpi }}\nbuild:\n  script: one.sh\n'),
    'x/variants.yaml': 'mpi: [openmpi]\n',
    'openmpi/recipe.yaml': recipeText('openmpi'),
    'mpich/recipe.yaml': recipeText('mpich'),
  });
  const known = async () => {
    const { x } = await workspace.projects();
    return [x?.metadata?.['conda'], paths(x)?.slice(1)];
  };
  expect(await known()).toMatchObject([{ build: ['openmpi'] }, []]);
  workspace.write({ 'x/variants.yaml': 'mpi: [mpich]\n' });
  expect(await known()).toMatchObject([{ build: ['mpich'] }, []]);
  workspace.write({ 'x/one.sh': 'cp $RECIPE_DIR/../lib/a.h .\n' });
  expect(await known()).toMatchObject([
    { build: ['mpich'] },
    ['{workspaceRoot}/lib/a.h', '{workspaceRoot}/lib/a.h/**/*'],
  ]);
});

it('keeps all other projects if recipes disappear after Nx listed them', async () => {
  const workspace = new TempWorkspace({ 'a/recipe.yaml': recipeText('a'), 'c/recipe.yaml': recipeText('c') });
  workspace.link('b/recipe.yaml', '../a/recipe.yaml');
  workspace.link('d/recipe.yaml', '../c/recipe.yaml');
  const listed = (await workspace.nodes()).map(([file]) => file);
  rmSync(join(workspace.root, 'a'), { recursive: true });
  const context = { nxJsonConfiguration: {}, workspaceRoot: workspace.root };
  const nodes = await createNodes[1](listed, undefined, context);
  const projects = nodes.flatMap(([, { projects = {} }]) => Object.entries(projects));
  expect(projects.map(([root, project]) => [root, condaMetadata({ root, ...project })?.provides])).toEqual([
    // Known by its hash.
    ['a', ['a']],
    ['b', []],
    ['c', ['c']],
    ['d', ['c']],
  ]);
});
