import { child, branches, scalars, textOf } from '../yaml/nodes';
import { parseRecipe } from './parse';
import { sectionsOf, type Sections } from './sections';

function sectionsIn(text: string): Sections[] {
  const { root } = parseRecipe(text, 'recipe.yaml');
  const outputs = [...branches(child(root, 'outputs'))].filter((node) => child(node, 'package'));
  return sectionsOf(root, outputs.length > 0 ? outputs : [root]);
}

const texts = (sections: Sections | undefined) =>
  Object.values(sections ?? {}).map((nodes: Sections['own']) =>
    nodes.flatMap((node) => [...scalars(node)].map(({ node: scalar }) => textOf(scalar))),
  );

describe('sectionsOf', () => {
  it('gives the one package of a recipe its requirements once', () => {
    const [only] = sectionsIn(
      'package: {name: x}\nrequirements: {run: [a]}\ntests: [{requirements: {run: [t]}}, {downstream: d}]',
    );
    expect(texts(only)).toEqual([['a'], [], ['t'], ['d']]);
  });

  const outputs = [
    'requirements: {run: [shared]}',
    'outputs:',
    '  - staging: {name: s}',
    '    requirements: {host: [staged]}',
    '  - package: {name: a}',
    '    requirements: {run: [of-a]}',
    '  - package: {name: b}',
  ].join('\n');

  it('gives every output the shared requirements', () => {
    expect(sectionsIn(outputs).map(texts)).toEqual([
      [['of-a', 'shared'], ['staged'], [], []],
      [['shared'], ['staged'], [], []],
    ]);
  });

  it('does not repeat shared requirements if that would exhaust memory', () => {
    const many = `  - package: {name: x}\n`.repeat(5_000);
    const shared = 'requirements: {run: [' + 'r, '.repeat(200) + ']}';
    const sections = sectionsIn(`${outputs.replace('requirements: {run: [shared]}', shared)}\n${many}`);
    expect(texts(sections[0])[0]).toHaveLength(201);
    expect(sections.slice(1).every(({ own, staged }) => own.length === 0 && staged.length === 0)).toBe(true);
  });
});
