import { parseRecipe } from '../parts/parse';
import { scriptTexts } from './script-texts';

const recipe = parseRecipe(
  `
package: {name: a, version: 1}
build:
  script: [one, {if: unix, then: two}]
outputs:
  - package: {name: b}
    build: {script: {content: three}}
    tests: [{script: [four]}]
tests:
  - script: five
  - python: {imports: [six]}
`,
  'recipe.yaml',
);

it('finds the scripts of the build, in all outputs and branches', () => {
  expect(scriptTexts(recipe, 'build')).toEqual(expect.arrayContaining(['one', 'two', 'three']));
  expect(scriptTexts(recipe, 'build')).not.toContain('five');
});

it('finds the scripts of the tests', () => {
  expect(scriptTexts(recipe, 'tests')).toEqual(['five', 'four']);
});
