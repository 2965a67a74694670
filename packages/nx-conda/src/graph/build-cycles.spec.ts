import { recipeText, recipeWithHost, TempWorkspace } from './temp-workspace.fixture';
import { join } from 'node:path';
import { FakeRenderer, rendered } from './fake-renderer.fixture';

const files = {
  'hen/recipe.yaml': recipeWithHost('hen', 'python', 'egg >=1'),
  'egg/recipe.yaml': recipeText('egg', 'requirements:\n  build:\n    - nest\n'),
  'nest/recipe.yaml': recipeText('nest'),
  'fox/recipe.yaml': recipeWithHost('fox', 'hen'),
};

/** hen → egg, and nest, a build requirement of egg, exports hen to it. */
function workspaceWithCycle(): TempWorkspace {
  const workspace = new TempWorkspace(files);
  const engine = new FakeRenderer(join(workspace.root, 'tools'));
  engine.answer({
    hen: [rendered('hen', { host: ['python', 'egg >=1'] })],
    egg: [rendered('egg', { build: ['nest'] })],
    nest: [rendered('nest', { run_exports: { strong: ['hen'] } })],
    fox: [rendered('fox', { host: ['hen'] })],
  });
  return workspace;
}

it('tells the members of a cycle the way round it, and orders all other builds', async () => {
  const options = { rattlerBuild: 'tools/rattler-build' };
  const { hen, egg, nest, fox } = await workspaceWithCycle().metadata(options);
  const cycle = {
    path: ['egg', 'hen', 'egg'],
    requirements: [
      'egg/recipe.yaml egg requires hen through run_exports of a dependency',
      'hen/recipe.yaml:7:7 hen requires egg',
    ],
  };
  expect([hen?.exact, hen?.cycle, egg?.cycle]).toEqual([true, cycle, cycle]);
  expect([nest?.cycle, fox?.cycle]).toEqual([undefined, undefined]);
  const builds = [hen, egg, nest, fox].map((conda) => conda?.build);
  expect(builds).toEqual([[], ['nest'], [], ['hen']]);
});

it('names no way round a cycle that may not be real', async () => {
  const { hen, egg } = await new TempWorkspace({
    'hen/recipe.yaml': recipeWithHost('hen', 'egg'),
    'egg/recipe.yaml': recipeWithHost('egg', 'hen'),
  }).metadata();
  expect([hen?.cycle, egg?.cycle]).toEqual([undefined, undefined]);
  expect([hen?.build, egg?.build]).toEqual([[], []]);
  expect([hen?.edges, egg?.edges]).toEqual([['egg'], ['hen']]);
});
