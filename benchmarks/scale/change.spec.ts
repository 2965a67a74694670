import { changedRecipes, changeOf } from './change';

const recipes = [
  { name: 'app', needs: ['lib', 'tool'] },
  { name: 'lib', needs: ['base'] },
  { name: 'base', needs: [] },
  { name: 'tool', needs: [] },
  { name: 'other', needs: ['base'] },
];
const packages = recipes.map(({ name, needs }) => ({
  ...{ id: name, after: needs, seconds: 1, bytes: 1, kind: 'other' as const },
}));
const names = (found: { id: string }[]) => found.map(({ id }) => id);

describe('a change', () => {
  it('is of the first, the middle and the last recipe of the longest chain', () => {
    expect(changedRecipes(recipes)).toEqual({ root: 'base', middle: 'lib', leaf: 'app' });
  });

  it('affects all that need the recipe; without a cache, all that they need is built too', () => {
    const { affected, needed } = changeOf('lib', packages);
    expect(names(affected)).toEqual(['app', 'lib']);
    expect(names(needed)).toEqual(['app', 'lib', 'base', 'tool']);
    expect(names(changeOf('base', packages).affected)).toEqual(['app', 'lib', 'base', 'other']);
  });
});
