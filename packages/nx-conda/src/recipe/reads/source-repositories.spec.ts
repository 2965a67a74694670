import { parseRecipe } from '../parts/parse';
import { sourceRepositories } from './source-repositories';

it('finds the repositories of all sources, in outputs and branches, with their templates evaluated', () => {
  const text = `
context: {where: /srv/git}
source:
  - git: \${{ where }}/one.git
    tag: v1
  - path: ../src
  - if: linux
    then: {git: "https://example.org/two.git"}
outputs:
  - package: {name: a, version: 1}
    source: {git: "file:///srv/git/three"}
`;
  expect(sourceRepositories(parseRecipe(text, 'recipe.yaml'))).toEqual([
    '/srv/git/one.git',
    'https://example.org/two.git',
    'file:///srv/git/three',
  ]);
});
