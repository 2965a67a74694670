import { parseRecipe } from './parse';
import { summaryOf } from './summary';

const summary = (...lines: string[]) =>
  summaryOf(parseRecipe(['package: {name: thing, version: "1"}', ...lines, ''].join('\n'), 'recipe.yaml'));

describe('summaryOf', () => {
  it('takes the summary of the recipe, in one line', () => {
    expect(summary('about:', '  summary: >', '    Sparse', '    convolutions', '', '    on GPUs')).toBe(
      'Sparse convolutions on GPUs',
    );
  });

  it('takes the first summary of the outputs if the recipe has none', () => {
    const outputs = ['outputs:', '  - package: {name: a}', '  - package: {name: b}'];
    expect(summary(...outputs, '    about: {summary: A tool}')).toBe('A tool');
    expect(summary(...outputs, '    about: {summary: A tool}', 'about: {summary: Two tools}')).toBe(
      'Two tools',
    );
  });

  it('evaluates templates of the context', () => {
    const context = ['context:', '  what: voxels'];
    expect(summary(...context, 'about: {summary: "Faster ${{ what | upper }}"}')).toBe('Faster VOXELS');
  });

  it('reads no environment variable: it may be secret', () => {
    expect(summary(`about: {summary: 'By \${{ env.get("HOME", default="somebody") }}'}`)).toBe('By somebody');
    expect(summary(`about: {summary: 'By \${{ env.get("HOME") }}'}`)).toBeUndefined();
  });

  it('gives none if the summary depends on a variant', () => {
    expect(summary(`about: {summary: 'With \${{ flavour }}'}`)).toBeUndefined();
  });

  it('gives none without a summary', () => {
    expect(summary()).toBeUndefined();
    expect(summary('about: {summary: ""}')).toBeUndefined();
    expect(summary('about: {summary: [a]}')).toBeUndefined();
  });

  it('cuts a long one', () => {
    const cut = summary(`about: {summary: ${'x'.repeat(500)}}`);
    expect(cut).toHaveLength(200);
    expect(cut).toMatch(/x…$/);
  });
});
