import fc from 'fast-check';
import { projectNames } from './project-names';

function names(roots: string[], taken: string[] = []): Record<string, string> {
  return Object.fromEntries(
    projectNames(
      roots.map((root) => ({ root })),
      new Set(taken),
      '/home/me/my-channel',
    ),
  );
}

describe('projectNames', () => {
  it('is the folder of recipe.yaml', () => {
    expect(names(['recipes/cumm', 'spconv'])).toEqual({ 'recipes/cumm': 'cumm', spconv: 'spconv' });
  });

  it('is the parent of recipe and conda.recipe, less -feedstock', () => {
    expect(names(['numpy-feedstock/recipe', 'x/conda.recipe', 'recipe'])).toEqual({
      'numpy-feedstock/recipe': 'numpy',
      'x/conda.recipe': 'x',
      recipe: 'recipe',
    });
  });

  it('is the name of the workspace folder for a recipe at its root', () => {
    expect(names(['.'])).toEqual({ '.': 'my-channel' });
  });

  it('uses the shortest unique path suffix for a clash', () => {
    expect(names(['a/x/foo', 'b/x/foo', 'bar'])).toEqual({
      'a/x/foo': 'a-x-foo',
      'b/x/foo': 'b-x-foo',
      bar: 'bar',
    });
  });

  it('yields to the other projects of the workspace', () => {
    expect(names(['recipes/numpy'], ['numpy'])).toEqual({ 'recipes/numpy': 'recipes-numpy' });
  });

  it('numbers names that no path can distinguish', () => {
    expect(names(['foo', 'foo-feedstock/recipe'])).toEqual({ foo: 'foo', 'foo-feedstock/recipe': 'foo-2' });
  });

  it('keeps the name that a project.json gives', () => {
    const given = projectNames(
      [{ root: 'a', givenName: 'b' }, { root: 'b' }, { root: 'x/b' }],
      new Set(),
      '/w',
    );
    expect(Object.fromEntries(given)).toEqual({ a: 'b', b: 'b-2', 'x/b': 'x-b' });
  });

  it('is unique, and the same in any order', () => {
    const part = fc.constantFrom('a', 'b', 'a-b', 'recipe', 'a-feedstock');
    const root = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(root, { maxLength: 12 }), fc.uniqueArray(part), (roots, taken) => {
        const all = names(roots, taken);
        expect(new Set([...Object.values(all), ...taken]).size).toBe(roots.length + taken.length);
        expect(names([...roots].reverse(), taken)).toEqual(all);
      }),
    );
  });
});
