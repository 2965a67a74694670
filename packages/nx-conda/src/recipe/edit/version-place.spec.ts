import { parseRecipeToEdit } from '../parts/parse';
import { isCondaVersion, versionPlace } from './version-place';

const placeIn = (text: string) => versionPlace(parseRecipeToEdit(text, 'recipe.yaml'));

describe('versionPlace', () => {
  it.each([
    ['the package', 'package: {name: a, version: 1.2}\n'],
    ['the context', 'context: {version: "1.2"}\npackage: {name: a, version: "${{ version }}"}\n'],
    [
      'a variable of another name',
      'context:\n  v: "1.2"\n  w: ${{ v }}\npackage:\n  name: a\n  version: ${{w}}\n',
    ],
    ['recipe', 'recipe: {name: a, version: "1.2"}\noutputs: [{package: {name: b}}]\n'],
    [
      'all outputs',
      'context: {v: "1.2"}\noutputs:\n  - package: {name: b, version: "${{ v }}"}\n  - package: {name: c, version: "${{ v }}"}\n',
    ],
  ])('finds it in %s', (_where, text) => {
    expect(placeIn(text).current).toBe('1.2');
  });

  it.each([
    ['package: {name: a}\n', /^recipe\.yaml:1:10 The recipe has no version/],
    [
      'package: {name: a, version: "${{ x }}"}\n',
      /^recipe\.yaml:1:29 The version comes from `x`, for which `context:` has no value/,
    ],
    ['package: {name: a, version: "${{ x | y }}"}\n', /^recipe\.yaml:1:29 A template computes the version/],
    [
      'context: {x: "${{ x }}"}\npackage: {name: a, version: "${{ x }}"}\n',
      /^recipe\.yaml:1:14 The version comes from `x`/,
    ],
    ['package: {name: a, version: [1, 2]}\n', /^recipe\.yaml:1:29 The version is not a single value/],
    [
      'outputs:\n  - package: {name: b, version: 1}\n  - package: {name: c, version: 2}\n',
      /^recipe\.yaml:3:33 The outputs of the recipe have their own versions/,
    ],
  ])('reports the place in %j', (text, message) => {
    expect(() => placeIn(text)).toThrow(message);
  });
});

describe('isVersion', () => {
  it.each(['1', '1.2.3', '2024.1.0rc1', '1!2.0', '1.0_1', '1.0+cuda126', '0.1.dev3'])('%s', (text) => {
    expect(isCondaVersion(text)).toBe(true);
  });

  it.each(['', 'v1', '1.', '1..2', '1-2', '1 2', '../1', '1\n2', '$(x)', '${{ x }}'])('not %j', (text) => {
    expect(isCondaVersion(text)).toBe(false);
  });
});
