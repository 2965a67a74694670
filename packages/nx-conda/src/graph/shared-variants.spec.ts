import { recipeWithHost, recipeText, TempWorkspace } from './temp-workspace.fixture';

const recipes = {
  'x/recipe.yaml': recipeWithHost('x', '${{ mpi }}'),
  'mpich/recipe.yaml': recipeText('mpich'),
  'openmpi/recipe.yaml': recipeText('openmpi'),
};
const always = ['CONDA_BUILD_SYSROOT', 'channel_sources', 'channel_targets'];

it('takes the last of several files, before the variants beside the recipe', async () => {
  const workspace = new TempWorkspace({
    ...recipes,
    'x/variants.yaml': 'mpi: [nompi]\n',
    'first.json': '{"mpi": ["mpich"]}',
    'last.yaml': 'mpi: [openmpi]\n',
  });
  const buildOf = async (variants: string[]) => {
    const { x } = await workspace.metadata({ variants });
    return [x?.variants, x?.build];
  };
  expect(await buildOf(['first.json', 'last.yaml'])).toEqual([['first.json', 'last.yaml'], ['openmpi']]);
  expect(await buildOf(['last.yaml', 'first.json'])).toEqual([['last.yaml', 'first.json'], ['mpich']]);
});

it('hashes the used fields of JSON, also of a missing file, and all of any other file', async () => {
  const workspace = new TempWorkspace({
    ...recipes,
    'a.json': '{"mpi": ["mpich"], "lua": ["5"]}',
    'b.yaml': 'lua: [5]\n',
    'broken.json': '{"mpi": [',
    'list.json': '["mpi"]',
  });
  const variants = ['a.json', 'b.yaml', 'missing.json', 'broken.json', 'list.json'];
  const { x } = await workspace.projects({ variants });
  const fields = [...always, 'mpi', 'mpich', 'target_platform'];
  expect(x?.targets?.['conda-build']?.inputs?.slice(1, 6)).toEqual([
    { json: '{workspaceRoot}/a.json', fields },
    '{workspaceRoot}/b.yaml',
    { json: '{workspaceRoot}/missing.json', fields },
    '{workspaceRoot}/broken.json',
    '{workspaceRoot}/list.json',
  ]);
  expect(x?.targets?.['conda-build']?.dependsOn).toEqual([{ projects: ['mpich'], target: 'conda-build' }]);
});

it('keeps the edges of a recipe whose own variants are broken', async () => {
  const workspace = new TempWorkspace({
    'x/recipe.yaml': recipeWithHost('x', 'mpich'),
    'x/variants.yaml': 'mpi: [',
    'mpich/recipe.yaml': recipeText('mpich'),
  });
  expect((await workspace.metadata())['x']?.edges).toEqual(['mpich']);
});
