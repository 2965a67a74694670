import { positionIn } from './position';

describe('positionIn', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [3, 2, 1],
    [4, 3, 1],
    [6, 3, 3],
    [7, 3, 4],
  ])('finds offset %i in line %i, column %i', (offset, line, column) => {
    expect(positionIn({ path: 'a', text: 'ab\n\nc😀' }, offset)).toEqual({ line, column });
  });

  it('counts a line end of two characters as one', () => {
    expect(positionIn({ path: 'a', text: 'a\r\nb' }, 3)).toEqual({ line: 2, column: 1 });
  });

  it('works for an empty file, and twice for the same file', () => {
    const file = { path: 'a', text: '' };
    expect(positionIn(file, 0)).toEqual({ line: 1, column: 1 });
    expect(positionIn(file, 0)).toEqual({ line: 1, column: 1 });
  });
});
