import { parseRecipeToEdit } from '../recipe/parts/parse';
import { RecipeError } from '../recipe/yaml/recipe-error';
import { unreadableFindings } from './unreadable';

function findingsOf(text: string) {
  try {
    parseRecipeToEdit(text, 'recipes/a/recipe.yaml');
  } catch (error) {
    if (error instanceof RecipeError) return unreadableFindings(error);
  }
  return [];
}

describe('unreadableFindings', () => {
  it('reports the error from reading, at its place', () => {
    const text = 'package:\n  name: a\nbuild: {\n';
    const [finding] = findingsOf(text);
    expect(finding).toMatchObject({
      rule: 'unreadable',
      severity: 'error',
      at: { file: { path: 'recipes/a/recipe.yaml', text } },
    });
    expect(finding?.message).not.toBe('');
    const before = text.slice(0, finding?.at.start).split('\n');
    expect([before.length, (before.at(-1)?.length ?? 0) + 1]).toEqual([finding?.line, finding?.column]);
  });

  it('reports all errors', () => {
    expect(findingsOf('a: 1\n').map(({ line, column }) => [line, column])).toEqual([[1, 1]]);
  });
});
