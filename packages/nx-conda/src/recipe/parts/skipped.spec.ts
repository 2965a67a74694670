import { levelsOf } from './outputs';
import { parseRecipeToEdit } from './parse';
import { builtLevels } from './skipped';

const built = (text: string, platform = 'win-64', values: Record<string, string[]> = {}) =>
  builtLevels(levelsOf(parseRecipeToEdit(text, 'recipe.yaml')), platform, { values }).map(({ name }) => name);
const recipe = (skip: string) => `package: {name: a, version: "1"}\nbuild:\n  skip: ${skip}\n`;

describe('builtLevels', () => {
  it.each(['win', 'true', 'win or cuda_compiler_version == "None"', '[osx, win]', 'not unix'])(
    'leaves a recipe out that is skipped: %s',
    (skip) => {
      expect(built(recipe(skip))).toEqual([]);
    },
  );

  it.each(['osx', 'false', 'win and cuda_compiler_version == "None"', '[osx, linux]', '[]', 'py < 311'])(
    'keeps a recipe that may be built: %s',
    (skip) => {
      expect(built(recipe(skip))).toEqual(['a']);
    },
  );

  it('knows a key with one value', () => {
    const skip = 'mpi == "external"';
    expect(built(recipe(skip), 'linux-64', { mpi: ['external'] })).toEqual([]);
    expect(built(recipe(skip), 'linux-64', { mpi: ['external', 'mpich'] })).toEqual(['a']);
    expect(built(recipe('python == 3'), 'linux-64', { python: ['3'] })).toEqual(['a']);
  });

  it('leaves one output out', () => {
    const output = (name: string, skip: string) =>
      `  - package: {name: ${name}}\n    build: {skip: ${skip}}\n`;
    const text = `recipe: {name: r, version: "1"}\noutputs:\n${output('a', 'win')}${output('b', 'osx')}`;
    expect(built(text)).toEqual(['', 'b']);
  });
});
