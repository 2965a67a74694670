import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const SECRET = 'do-not-tell';

describe('conda-explain', () => {
  let workspace: TestWorkspace;
  const env = { ARCHS: '8.0', API_TOKEN: SECRET };

  beforeAll(async () => {
    workspace = new TestWorkspace(engines[0]?.env);
    addRecipe(workspace, { name: 'base-x' });
    addRecipe(workspace, {
      name: 'lib-x',
      host: ['base-x'],
      content: "${{ flavour }} ${{ env.get('ARCHS', default='none') }}",
    });
    workspace.edit('recipes/lib-x/recipe.yaml', (text) =>
      text
        .replace('  script:\n', '  script:\n    secrets: [API_TOKEN]\n    content:\n')
        .replaceAll('    - "', '      - "'),
    );
    workspace.write('variants.json', JSON.stringify({ flavour: ['plain'] }));
    workspace.commit('Start');
  });

  afterAll(() => workspace.remove());

  const explain = (more: Record<string, string> = {}) =>
    workspace.ok(['run', 'lib-x:conda-explain'], { ...env, ...more });

  it('reports that no build exists yet', async () => {
    expect(await explain()).toContain(
      'It is unknown whether lib-x would be rebuilt: the output folder contains no build to compare with.',
    );
    expect(workspace.exists('dist')).toBe(false);
  });

  it('reports that a build would be reused', async () => {
    await workspace.ok(['run', 'lib-x:conda-build'], env);
    expect(await explain()).toContain('The packages of lib-x would be reused');
    expect(workspace.read('dist/conda/lib-x/inputs.json')).not.toContain(SECRET);
  });

  it('names the changes, and runs nothing', async () => {
    const built = workspace.read('dist/conda/lib-x/build.json');
    workspace.write('variants.json', JSON.stringify({ flavour: ['spicy'] }));
    workspace.write('recipes/lib-x/note.txt', 'new');
    workspace.edit('recipes/base-x/recipe.yaml', (text) => `# why\n${text}`);
    const said = await explain({ ARCHS: '9.0', API_TOKEN: 'another' });
    for (const line of [
      'lib-x would be rebuilt',
      '  recipes/lib-x/note.txt is new',
      '  variants.json: flavour: ["plain"] → ["spicy"]',
      '  environment variable ARCHS: "8.0" → "9.0"',
      '  environment variable API_TOKEN: "secret with hash ',
      'base-x is built before lib-x.',
      '  recipes/base-x/recipe.yaml has changed',
    ]) {
      expect(said).toContain(line);
    }
    expect(said).not.toContain(SECRET);
    expect(workspace.read('dist/conda/lib-x/build.json')).toBe(built);
  });

  it('reports unchanged upstream packages after their build', async () => {
    await workspace.ok(['run', 'base-x:conda-build'], env);
    workspace.write('variants.json', JSON.stringify({ flavour: ['plain'] }));
    workspace.delete('recipes/lib-x/note.txt');
    expect(await explain()).toContain('The packages of lib-x would be reused');
  });
});
