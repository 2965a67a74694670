import { applyEdits } from '../../recipe/edit/edits';
import { parseRecipeToEdit } from '../../recipe/parts/parse';
import { Scope } from '../../recipe/parts/scope';
import { taggedRepository } from './latest';
import { moveVersion } from './move-version';

const evaluate = (recipe: ReturnType<typeof parseRecipeToEdit>) => new Scope(recipe);

function moved(text: string, to: string) {
  const recipe = parseRecipeToEdit(text, 'recipe.yaml');
  const { edits, sources } = moveVersion(recipe, to, evaluate);
  return { text: applyEdits(text, edits), sources };
}

describe('moveVersion', () => {
  it('evaluates the sources with the new version', () => {
    const text =
      'context: {version: "1.2.3", major: "${{ (version | split(\'.\'))[0] }}"}\npackage: {name: a, version: "${{ version }}"}\nsource:\n  - url: https://x.org/${{ major }}/a-${{ version }}.tgz\n  - git: https://x.org/a\n    tag: v${{ version }}\n  - path: ../src\n';
    const { sources } = moved(text, '2.0');
    expect(sources.map(({ after }) => [after.urls[0], after.ref?.text])).toEqual([
      ['https://x.org/2/a-2.0.tgz', undefined],
      ['https://x.org/a', 'v2.0'],
      ['../src', undefined],
    ]);
  });

  it('writes the version in addresses that contain it', () => {
    const text = 'package: {name: a, version: 1.2}\nsource: {git: "https://x.org/a", tag: v1.2}\n';
    expect(moved(text, '1.3').text).toBe(text.replaceAll('1.2', '1.3'));
  });

  it('reports a source that depends on the variant', () => {
    const text = 'package: {name: a, version: 1.2}\nsource: {url: "https://x.org/${{ nowhere }}"}\n';
    expect(() => moved(text, '1.3')).toThrow(
      /^recipe\.yaml:2:15 Cannot determine the value of `.*` in `source:`: undefined value/,
    );
  });
});

describe('taggedRepository', () => {
  it.each([
    ['git: https://x.org/o/r\n  tag: v1.2', 'https://x.org/o/r', 'v', ''],
    ['url: https://x.org/o/r/archive/refs/tags/v1.2.tar.gz', 'https://x.org/o/r', 'v', ''],
    ['url: https://x.org/o/r/releases/download/r-1.2/r.zip', 'https://x.org/o/r', 'r-', ''],
    ['url: https://x.org/g/o/r/-/archive/1.2-lts/r.tar.gz', 'https://x.org/g/o/r', '', '-lts'],
  ])('%s', (source, url, prefix, suffix) => {
    const { sources } = moved(`package: {name: a, version: 1.2}\nsource:\n  ${source}\n`, '1.3');
    expect(sources[0] && taggedRepository(sources[0].before, '1.2')).toEqual({ url, prefix, suffix });
  });
});
