import { addBehind, addRequirement } from './requirement-edits';
import { edited, inRun, run, windows } from './requirement-edits.fixture';
import type { Section } from '../parts/requirement-items';

describe('addBehind', () => {
  const added = (recipe: string) => edited(recipe, (subject, item) => addBehind(subject, item, 'y'));

  it.each([
    ['a line', run('- x # why', '- b'), run('- x # why', '- y', '- b')],
    ['brackets', inRun('[x, b] # why'), inRun('[x, y, b] # why')],
    ['a branch', run('- if: win', '  then:', '    - x'), run('- if: win', '  then:', '    - x', '    - y')],
    ['other line ends', windows(run('- x')), windows(run('- x', '- y'))],
  ])('adds to %s', (_, recipe, expected) => {
    expect(added(recipe)).toBe(expected);
  });

  it('adds nothing to a value without a list', () => {
    expect(added(run('- if: win', '  then: x'))).toBeUndefined();
  });
});

describe('addRequirement', () => {
  const added = (recipe: string, section: Section = 'host') =>
    edited(recipe, (subject, like) =>
      addRequirement(subject, 'y', { level: like.level, section, like, near: /^cuda-/ }),
    );
  const host = (...lines: string[]) => `  host:\n${lines.map((line) => `    ${line}\n`).join('')}`;

  it.each([
    ['after a neighbor', host('- cuda-a', '- b'), host('- cuda-a', '- y', '- b')],
    ['after the last', host('- a', '# why', '- b # c'), host('- a', '# why', '- b # c', '- y')],
    ['to its own section', '', host('- y')],
    ['behind conditions', host('- if: win', '  then: a'), host('- if: win', '  then: a', '- y')],
    ['to brackets', '  host: [a]\n', '  host: [a, y]\n'],
  ])('adds %s', (_, before, after) => {
    expect(added(run('- x') + before)).toBe(run('- x') + after);
  });

  const conditional = run('- if: win', '  then:', '    - x');

  it.each([
    ['in its branch', host('- if: win', '  then: [a]'), host('- if: win', '  then: [a, y]')],
    ['in its own branch', host('- a'), host('- a', '- if: win', '  then: y')],
    ['in its own section', '', host('- if: win', '  then: y')],
    ['in other line ends', windows(host('- a')), windows(host('- a', '- if: win', '  then: y'))],
  ])('adds under the same condition %s', (_, before, after) => {
    expect(added(conditional + before)).toBe(conditional + after);
  });

  it.each([
    ['a list in brackets cannot have such a branch', conditional, '  host: [a]\n'],
    [
      'two conditions are around it',
      run('- if: win', '  then:', '    - if: a', '      then: [x]'),
      host('- b'),
    ],
  ])('adds nothing if %s', (_, recipe, before) => {
    expect(added(recipe + before)).toBeUndefined();
  });
});
