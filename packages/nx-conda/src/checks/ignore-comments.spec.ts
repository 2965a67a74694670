import { covers, ignoreComments } from './ignore-comments';

const commentsOf = (text: string) =>
  ignoreComments({ path: 'a', text }).map(({ ids, reason, line, at }) => ({
    ...{ ids, reason, line },
    text: text.slice(at.start, at.end),
  }));

describe('ignoreComments', () => {
  it.each([
    ['# nx-conda-ignore a-b: the reason', ['a-b'], 'the reason', 1],
    ['x: y  # nx-conda-ignore a-b : with: colons', ['a-b'], 'with: colons', 1],
    ['\n// nx-conda-ignore a, b-c: why', ['a', 'b-c'], 'why', 2],
    [':: nx-conda-ignore a: why', ['a'], 'why', 1],
    ['REM nx-conda-ignore a: why', ['a'], 'why', 1],
    ['#nx-conda-ignore a', ['a'], '', 1],
    ['# nx-conda-ignore-file a: why', ['a'], 'why', undefined],
    ['# nx-conda-ignore a: why\r\nx', ['a'], 'why', 1],
    ['# nx-conda-ignore a:   \nx', ['a'], '', 1],
  ])('reads %j', (text, ids, reason, line) => {
    expect(commentsOf(text)).toEqual([
      { ids, reason, line, text: text.trim().replace(/^x: y\s+|\s+x$/g, '') },
    ]);
  });

  it('finds all of them', () => {
    expect(commentsOf('a # nx-conda-ignore a: 1\nb\n# nx-conda-ignore b\n').map(({ line }) => line)).toEqual([
      1, 3,
    ]);
  });

  it.each(['nx-conda-ignore a: no comment', '# nx-conda-ignore', '# nx-conda-ignored a', '# nx-conda'])(
    'does not take %j for one',
    (text) => {
      expect(commentsOf(text)).toEqual([]);
    },
  );
});

describe('covers', () => {
  const [here, everywhere] = ignoreComments({
    path: 'a',
    text: '\n# nx-conda-ignore a, b\n# nx-conda-ignore-file a\n',
  });

  it.each([
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ])('is about its line and the next: %i %s', (line, expected) => {
    expect(here && covers(here, 'b', line)).toBe(expected);
  });

  it('is about its rules only', () => {
    expect(here && covers(here, 'c', 2)).toBe(false);
    expect(everywhere && covers(everywhere, 'b', 9)).toBe(false);
    expect(everywhere && covers(everywhere, 'a', 9)).toBe(true);
  });
});
