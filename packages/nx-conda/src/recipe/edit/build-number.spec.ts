import { buildNumberEdits } from './build-number';
import { applyEdits } from './edits';
import { parseRecipeToEdit } from '../parts/parse';

function raised(text: string): { text: string; remarks: string[] } {
  const { edits, remarks } = buildNumberEdits(parseRecipeToEdit(text, 'recipe.yaml'), (number) => number + 1);
  return { text: applyEdits(text, edits), remarks };
}

describe('buildNumberEdits', () => {
  it.each([
    ['build: {number: 3}', 'build: {number: 4}'],
    ['build: {number: "3"}', 'build: {number: "4"}'],
    ['build: {noarch: python}', 'build: {noarch: python}'],
    ['context: {n: 0}\nbuild: {number: "${{ n }}"}', 'context: {n: 1}\nbuild: {number: "${{ n }}"}'],
    [
      'context: {n: 9, m: "x"}\nbuild: {number: "${{ n + 100 if m else n }}"}',
      'context: {n: 10, m: "x"}\nbuild: {number: "${{ n + 100 if m else n }}"}',
    ],
    ['build: {number: 0, string: "py_h${{ hash }}_0"}', 'build: {number: 1, string: "py_h${{ hash }}_1"}'],
    ['build: {number: 0, string: "py310"}', 'build: {number: 1, string: "py310"}'],
    [
      'context: {n: 2}\nbuild: {number: "${{ n }}"}\noutputs: [{package: {name: b}, build: {number: "${{ n }}"}}]',
      'context: {n: 3}\nbuild: {number: "${{ n }}"}\noutputs: [{package: {name: b}, build: {number: "${{ n }}"}}]',
    ],
  ])('%s', (before, after) => {
    const rest = before.includes('outputs') ? '' : '\npackage: {name: a}\n';
    expect(raised(before + rest)).toEqual({ text: after + rest, remarks: [] });
  });

  it('keeps an unknown form and reports its place', () => {
    const text = 'package: {name: a}\nbuild: {number: "${{ n }}"}\n';
    expect(raised(text)).toEqual({
      text,
      remarks: [
        'recipe.yaml:2:17 The build number was not changed: it is neither a number nor a template with one number from `context:`. Change the build number by hand.',
      ],
    });
  });
});
