import { copies, edgesOf, partFor } from './shape';

const recipes = [
  { name: 'app', needs: ['lib'] },
  { name: 'lib', needs: ['base'] },
  { name: 'base', needs: [] },
  { name: 'other', needs: ['base'] },
];

describe('shapes', () => {
  it('the part for a recipe has all that it needs, directly or not', () => {
    expect(partFor('app', recipes).map(({ name }) => name)).toEqual(['app', 'lib', 'base']);
  });

  it('copies keep the edges, and need nothing of each other', () => {
    const twice = copies(recipes, 2);
    expect(twice).toHaveLength(8);
    expect(edgesOf(twice)).toBe(2 * edgesOf(recipes));
    expect(partFor('app-c2', twice).map(({ name }) => name)).toEqual(['app-c2', 'lib-c2', 'base-c2']);
  });
});
