import { output, recipe } from './known-recipes.fixture';
import { cyclePath } from './cycle-path';
import { Installation } from './installation';
import { indexPackages } from './packages';
import type { RecipeFacts } from '../recipe/parts/facts';

function path(start: string, recipes: Record<string, RecipeFacts>): string[] | undefined {
  const known = new Map(Object.entries(recipes).map(([root, facts]) => [root, { facts }]));
  const installation = new Installation(indexPackages(known), { build: 'linux-64', target: 'linux-64' });
  const steps = cyclePath(start, { factsOf: (root) => recipes[root], installationOf: () => installation });
  return steps?.map(({ from, requirement, to }) => `${from} -${requirement}-> ${to}`);
}

describe('cyclePath', () => {
  it('is the shortest way back', () => {
    const recipes = {
      a: recipe(output('a', { host: 'b c' })),
      b: recipe(output('b', { build: 'c' })),
      c: recipe(output('c', { host: 'a' })),
    };
    expect(path('a', recipes)).toEqual(['a -c-> c', 'c -a-> a']);
  });

  it('includes what a build requirement needs at run time', () => {
    const recipes = {
      a: recipe(output('a', { host: 'wrap' })),
      wrap: recipe(output('wrap', { run: 'rt' })),
      rt: recipe(output('rt', { host: 'a' })),
    };
    expect(path('a', recipes)).toEqual(['a -wrap-> wrap', 'wrap -rt-> rt', 'rt -a-> a']);
  });

  it('passes through own outputs, without a step for them', () => {
    const recipes = {
      multi: recipe(output('lib', { run: 'rt' }), output('py', { host: 'lib' })),
      rt: recipe(output('rt', { host: 'lib' })),
    };
    expect(path('multi', recipes)).toEqual(['multi -rt-> rt', 'rt -lib-> multi']);
  });

  it('does not take a run cycle for a build cycle', () => {
    const recipes = {
      a: recipe(output('a', { run: 'b' })),
      b: recipe(output('b', { run: 'a' })),
    };
    expect(path('a', recipes)).toBeUndefined();
  });
});
