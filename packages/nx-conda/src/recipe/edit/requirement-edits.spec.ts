import { commentOut, removeItem, replaceItem } from './requirement-edits';
import { edited, inRun, run, windows } from './requirement-edits.fixture';

describe('replaceItem', () => {
  const replaced = (recipe: string, by = 'y >=1,<2') =>
    edited(recipe, (subject, item) => replaceItem(subject, item, by));

  it.each([
    ['a plain item', run('- x  # why', '- b'), run('- y >=1,<2  # why', '- b')],
    ['in quotes', run('- "x >=1"', "- 'x'"), run('- "y >=1,<2"', "- 'x'")],
    ['a value without a list', run('- if: win', '  then: x'), run('- if: win', '  then: y >=1,<2')],
    ['in brackets, where a comma separates', inRun('[a, x]'), inRun('[a, "y >=1,<2"]')],
    ['in brackets and quotes', inRun("['x', a]"), inRun("['y >=1,<2', a]")],
    ['with other line ends', windows(run('- x', '- b')), windows(run('- y >=1,<2', '- b'))],
  ])('changes %s', (_, recipe, expected) => {
    expect(replaced(recipe)).toBe(expected);
  });

  it('does nothing if nothing changes, or the text does not appear literally', () => {
    expect(replaced(run('- x'), 'x')).toBeUndefined();
    expect(replaced(run('- "x \\u003e1"'))).toBeUndefined();
  });
});

describe('removeItem', () => {
  it.each([
    ['with its line', run('# above', '- x # why', '- b'), run('# above', '- b')],
    ['at the end of a list', run('- b', '- x'), run('- b')],
    ['alone, and leaves an empty list', run('- x # why'), run('[] # why')],
    ['with other line ends', windows(run('- b', '- x')), windows(run('- b'))],
    [
      'of a branch',
      run('- if: win', '  then:', '    - x', '    - b'),
      run('- if: win', '  then:', '    - b'),
    ],
  ])('removes an item %s', (_, recipe, expected) => {
    expect(edited(recipe, removeItem)).toBe(expected);
  });

  it.each([
    ['in brackets', inRun('[x, b]')],
    ['without a list', run('- if: win', '  then: x')],
  ])('leaves an item %s', (_, recipe) => {
    expect(edited(recipe, removeItem)).toBeUndefined();
  });
});

describe('commentOut', () => {
  it('keeps the item as a comment', () => {
    expect(edited(run('- "x" # why', '- b'), commentOut)).toBe(run('# - "x" # why', '- b'));
  });

  it.each([
    ['in brackets', inRun('[x, b]')],
    ['that is all of a branch', run('- if: win', '  then:', '    - x')],
  ])('leaves an item %s', (_, recipe) => {
    expect(edited(recipe, commentOut)).toBeUndefined();
  });
});
