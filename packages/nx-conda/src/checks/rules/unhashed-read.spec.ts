import { findingsOf, linesOf } from '../subject.fixture';
import { unhashedRead } from './unhashed-read';

const found = (recipe: string, besides: Record<string, string> = {}) =>
  linesOf(findingsOf(unhashedRead, recipe, { besides }));

describe('unhashed-read', () => {
  it('finds a file whose name only the build knows', () => {
    const context = 'context:\n  v: ${{ load_from_file(nothing_that_is_set).version }}\n';
    expect(found(context)).toHaveLength(1);
  });

  it('finds it in a script, too', () => {
    const script = 'echo\n. "$(find-root "$RECIPE_DIR")/../common/c.sh"\n';
    expect(found('build: {noarch: generic}\n', { 'build.sh': script })).toEqual([
      'warning 2: "$(find-root "$RECIPE_DIR")/../common/c.sh"',
    ]);
  });

  it.each([
    [
      'build.sh',
      '. "$(find-root "$RECIPE_DIR")/../common/c.sh"\n',
      '`# nx-conda-ignore unhashed-read: <reason>`',
    ],
    ['build.bat', 'type "%RECIPE_DIR:a=b%\\..\\x"\n', '`rem nx-conda-ignore unhashed-read: <reason>`'],
  ])('gives the comment in the form of %s', (name, text, comment) => {
    const besides = (above = '') => ({ [name]: `${above}${text}` });
    const findings = (above?: string) =>
      findingsOf(unhashedRead, 'build: {noarch: generic}\n', { besides: besides(above) });
    expect(findings()[0]?.help[1]).toContain(comment);
    expect(findings(`${comment.replaceAll('`', '').replace('<reason>', 'listed')}\n`)).toEqual([]);
  });

  it.each([
    ['a literal path', 'build:\n  script: . $RECIPE_DIR/../common/c.sh\n'],
    ['a source elsewhere, which missing-source-hash is for', 'source: {url: https://a.org/a.zip}\n'],
    ['no read at all', 'build:\n  script: echo\n'],
  ])('accepts %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });
});
