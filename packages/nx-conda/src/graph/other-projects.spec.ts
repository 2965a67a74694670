import { recipeText, TempWorkspace } from './temp-workspace.fixture';

it('gives a recipe another name if a project of Nx has it, unless the project is the recipe itself', async () => {
  const workspace = new TempWorkspace({
    'package.json': '{"workspaces": ["js/*"]}',
    'js/Lib/package.json': '{}',
    'js/Solver/package.json': '{}',
    'js/Solver/recipe.yaml': recipeText('solver'),
    'js/named/package.json': '{"name": "app", "nx": {"name": "tool"}}',
    'go/base/project.json': '{}',
    'go/broken/project.json': '{',
    'recipes/app/recipe.yaml': recipeText('app'),
    'recipes/app/project.json': '{"name": "the-app"}',
    'recipes/base/recipe.yaml': recipeText('base'),
    'recipes/lib/recipe.yaml': recipeText('lib'),
    'recipes/tool/recipe.yaml': recipeText('tool'),
    'recipes/twin/recipe.yaml': recipeText('twin'),
    'feedstocks/twin-feedstock/recipe/recipe.yaml': recipeText('twin'),
  });
  const names = Object.entries(await workspace.projects()).map(([name, { root }]) => [root, name]);
  expect(Object.fromEntries(names)).toEqual({
    'feedstocks/twin-feedstock/recipe': 'feedstocks-twin',
    'js/Solver': 'solver',
    'recipes/app': 'the-app',
    'recipes/base': 'recipes-base',
    'recipes/lib': 'recipes-lib',
    'recipes/tool': 'recipes-tool',
    'recipes/twin': 'recipes-twin',
  });
});
