import { applyEdits } from '../recipe/edits';
import { addBehind, addRequirement, commentOut, removeItem, replaceItem } from './requirement-edits';
import type { RequirementItem, Section } from './requirement-items';
import type { Subject } from './subject';
import { subjectFrom } from './subject.fixture';
import type { FileEdit } from './finding';

/** The recipe after an edit of the item `x`; undefined where there is none. */
const edited = (
  recipe: string,
  edit: (subject: Subject, item: RequirementItem) => FileEdit[],
): string | undefined => {
  const subject = subjectFrom(`${recipe}package: {name: a}\n`);
  const [item] = subject.items.filter(({ text }) => /^x\b/.test(text));
  const edits = item ? edit(subject, item) : [];
  const after = applyEdits(subject.file.text, edits);
  return edits.length === 0 ? undefined : after.replace('package: {name: a}\n', '');
};
const run = (...lines: string[]) => `requirements:\n  run:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const inRun = (list: string) => `requirements:\n  run: ${list}\n`;
const windows = (text: string) => text.replaceAll('\n', '\r\n');

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

  it('does nothing where nothing changes, or the text is not there as it is', () => {
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
    ['behind a neighbour', host('- cuda-a', '- b'), host('- cuda-a', '- y', '- b')],
    ['behind the last', host('- a', '# why', '- b # c'), host('- a', '# why', '- b # c', '- y')],
    ['to a section of its own', '', host('- y')],
    ['behind conditions', host('- if: win', '  then: a'), host('- if: win', '  then: a', '- y')],
    ['to brackets', '  host: [a]\n', '  host: [a, y]\n'],
  ])('adds %s', (_, before, after) => {
    expect(added(run('- x') + before)).toBe(run('- x') + after);
  });

  const conditional = run('- if: win', '  then:', '    - x');

  it.each([
    ['in its branch', host('- if: win', '  then: [a]'), host('- if: win', '  then: [a, y]')],
    ['in a branch of its own', host('- a'), host('- a', '- if: win', '  then: y')],
    ['in a section of its own', '', host('- if: win', '  then: y')],
    ['in other line ends', windows(host('- a')), windows(host('- a', '- if: win', '  then: y'))],
  ])('adds under the same condition %s', (_, before, after) => {
    expect(added(conditional + before)).toBe(conditional + after);
  });

  it.each([
    ['a list in brackets has no such branch', conditional, '  host: [a]\n'],
    [
      'two conditions are around it',
      run('- if: win', '  then:', '    - if: a', '      then: [x]'),
      host('- b'),
    ],
  ])('adds nothing where %s', (_, recipe, before) => {
    expect(added(recipe + before)).toBeUndefined();
  });
});
