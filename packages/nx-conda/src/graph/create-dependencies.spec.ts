import { recipeText, recipeWithHost, TempWorkspace } from './temp-workspace.fixture';
import type { ProjectConfiguration } from '@nx/devkit';
import { createDependencies } from './create-dependencies';

type Projects = Record<string, ProjectConfiguration>;

/** `from → to` for every edge that Nx gets. */
async function edgesOf({ root }: TempWorkspace, projects: Projects): Promise<string[]> {
  const none = { nonProjectFiles: [], projectFileMap: {} };
  const context = { projects, externalNodes: {}, nxJsonConfiguration: {}, workspaceRoot: root };
  const edges = await createDependencies(undefined, { ...context, fileMap: none, filesToProcess: none });
  expect(new Set(edges.map(({ type }) => type))).toEqual(new Set(edges.length > 0 ? ['implicit'] : []));
  return edges.map(({ source, target }) => `${source} → ${target}`);
}

const tested = 'tests:\n  - script: x\n    requirements:\n      run:\n        - checker\n';

it('joins recipes by the names of their packages, not of their folders', async () => {
  const workspace = new TempWorkspace({
    'a/recipe.yaml': recipeWithHost('renamed-a', 'renamed-b', 'python', 'c'),
    'b/recipe.yaml': recipeText('renamed-b', `requirements:\n  run:\n    - renamed-c\n${tested}`),
    'c/recipe.yaml': recipeText('renamed-c'),
    'd/recipe.yaml': recipeText('checker'),
    'broken/recipe.yaml': 'requirements: [renamed-a',
  });
  const projects = await workspace.projects();
  expect(await edgesOf(workspace, projects)).toEqual(['a → b', 'b → c', 'b → d']);
  // What is installed with a requirement orders the build, and is no edge.
  expect(projects['a']?.targets?.['conda-build']?.dependsOn).toEqual([
    { projects: ['b', 'c'], target: 'conda-build' },
  ]);
});

it('uses the names that Nx gave to the projects, and leaves out those that it does not have', async () => {
  const workspace = new TempWorkspace({
    'a/recipe.yaml': recipeWithHost('a', 'b', 'c'),
    'b/recipe.yaml': recipeText('b'),
    'c/recipe.yaml': recipeText('c'),
  });
  const { a, b } = await workspace.projects();
  if (!a || !b) throw new Error('a project is missing');
  const others = { web: { root: 'web', metadata: {} }, api: { root: 'api' } };
  expect(await edgesOf(workspace, { a, 'b-by-user': b, ...others })).toEqual(['a → b-by-user']);
});

it('has no edge to a package for another platform', async () => {
  const workspace = new TempWorkspace({
    'a/recipe.yaml': recipeWithHost('a', 'native', 'anywhere'),
    'native/recipe.yaml': recipeText('native'),
    'native/project.json': JSON.stringify({
      targets: { 'conda-build': { options: { targetPlatform: 'win-64' } } },
    }),
    'anywhere/recipe.yaml': recipeText('anywhere', 'build:\n  noarch: generic\n'),
  });
  const options = { targetPlatform: 'linux-aarch64' };
  expect(await edgesOf(workspace, await workspace.projects(options))).toEqual(['a → anywhere']);
});
