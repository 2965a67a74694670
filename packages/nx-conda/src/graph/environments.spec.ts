import fc from 'fast-check';
import type { RecipeFacts } from '../recipe/parts/facts';
import { findCycles } from './cycles';
import { output, recipe } from './known-recipes.fixture';
import { needsOf } from './environments';
import { Installation } from './installation';
import { indexPackages } from './packages';

const PLATFORMS = { build: 'linux-64', target: 'linux-64' };

function needs(root: string, recipes: Record<string, RecipeFacts>, platforms = PLATFORMS) {
  const known = new Map(Object.entries(recipes).map(([one, facts]) => [one, { facts }]));
  const installation = new Installation(indexPackages(known), platforms);
  const found = needsOf(root, recipes[root]?.outputs ?? [], installation);
  return { build: [...found.build], test: [...found.test], direct: [...found.direct] };
}

describe('needsOf', () => {
  it('does not make a build wait for run-time or test requirements', () => {
    const recipes = {
      app: recipe(output('app', { run: 'ext', test: 'pytest' })),
      ext: recipe(output('ext')),
      pytest: recipe(output('pytest')),
    };
    expect(needs('app', recipes)).toEqual({ build: [], test: ['ext', 'pytest'], direct: ['ext', 'pytest'] });
  });

  it('adds the run closure of what a build needs: a host dependency must be installable', () => {
    const recipes = {
      b: recipe(output('b', { host: 'wrap' })),
      wrap: recipe(output('wrap', { run: 'rt', host: 'only-for-wrap' })),
      rt: recipe(output('rt', { run: 'deep' })),
      deep: recipe(output('deep')),
      'only-for-wrap': recipe(output('only-for-wrap')),
    };
    expect(needs('b', recipes)).toEqual({ build: ['deep', 'rt', 'wrap'], test: [], direct: ['wrap'] });
  });

  it('counts what a host dependency exports as a run requirement', () => {
    const recipes = {
      ext: recipe(output('ext', { host: 'lib-dev' })),
      'lib-dev': recipe(output('lib-dev', { weak: 'lib' })),
      lib: recipe(output('lib')),
      app: recipe(output('app', { run: 'ext' })),
    };
    expect(needs('app', recipes).test).toEqual(['ext', 'lib']);
    expect(needs('ext', recipes)).toEqual({ build: ['lib-dev'], test: ['lib'], direct: ['lib', 'lib-dev'] });
  });

  it('takes strong exports of build tools, but not weak ones', () => {
    const recipes = {
      a: recipe(output('a', { build: 'cc' })),
      cc: recipe(output('cc', { weak: 'weak', strong: 'strong' })),
      weak: recipe(output('weak')),
      strong: recipe(output('strong')),
    };
    expect(needs('a', recipes)).toEqual({
      build: ['cc', 'strong'],
      test: ['strong'],
      direct: ['cc', 'strong'],
    });
  });

  it('takes only the noarch exports for a noarch package', () => {
    const recipes = {
      py: recipe(output('py', { host: 'lib', build: 'cc' }, 'noarch')),
      lib: recipe(output('lib', { weak: 'w', strong: 's', noarch: 'n' })),
      cc: recipe(output('cc', { strong: 'libgcc' })),
      ...{ w: recipe(output('w')), s: recipe(output('s')), n: recipe(output('n')) },
      libgcc: recipe(output('libgcc')),
    };
    expect(needs('py', recipes).test).toEqual(['n']);
    expect(needs('py', recipes).build).toEqual(['cc', 'lib', 'libgcc']);
  });

  it('leaves out the run exports that a recipe ignores', () => {
    const recipes = {
      a: recipe(output('a', { host: 'x y' }, 'linux-64', { exceptNames: ['x-rt'], exceptFrom: ['y'] })),
      x: recipe(output('x', { weak: 'x-rt x-more' })),
      y: recipe(output('y', { weak: 'y-rt' })),
      ...{
        'x-rt': recipe(output('x-rt')),
        'x-more': recipe(output('x-more')),
        'y-rt': recipe(output('y-rt')),
      },
    };
    expect(needs('a', recipes).test).toEqual(['x-more']);
  });

  it('takes tools only from recipes that build for the build platform', () => {
    const recipes = {
      a: recipe(output('a', { build: 'python codegen', host: 'zlib' }, 'emscripten-wasm32')),
      python: recipe(output('python', {}, 'emscripten-wasm32')),
      zlib: recipe(output('zlib', {}, 'emscripten-wasm32')),
      codegen: recipe(output('codegen', {}, 'noarch')),
    };
    const platforms = { build: 'linux-64', target: 'emscripten-wasm32' };
    expect(needs('a', recipes, platforms)).toEqual({
      build: ['codegen', 'zlib'],
      test: [],
      direct: ['codegen', 'zlib'],
    });
  });

  it('takes what the libraries of a tool for the build platform export to it', () => {
    const recipes = {
      app: recipe(output('app', { build: 'codegen' }, 'emscripten-wasm32')),
      codegen: recipe(output('codegen', { host: 'lib-dev' })),
      'lib-dev': recipe(output('lib-dev', { weak: 'lib' })),
      lib: recipe(output('lib')),
    };
    const platforms = { build: 'linux-64', target: 'emscripten-wasm32' };
    expect(needs('app', recipes, platforms).build).toEqual(['codegen', 'lib']);
    const inBoth = { ...recipes, 'lib-for-wasm': recipe(output('lib', {}, 'emscripten-wasm32')) };
    expect(needs('app', inBoth, platforms).build).toEqual(['codegen', 'lib']);
  });

  it('needs the pins of run before the build', () => {
    const recipes = { a: recipe(output('a', { pins: 'b', run: 'b' })), b: recipe(output('b')) };
    expect(needs('a', recipes).build).toEqual(['b']);
  });

  it('continues through its own outputs, and never needs itself', () => {
    const recipes = {
      multi: recipe(output('lib', { run: 'rt' }), output('py', { host: 'lib', run: 'lib' })),
      rt: recipe(output('rt')),
    };
    expect(needs('multi', recipes)).toEqual({ build: ['rt'], test: ['rt'], direct: ['rt'] });
  });

  it('needs for a downstream test that package, its run requirements, and the requirements of its tests', () => {
    const recipes = {
      up: recipe(output('up', { downstream: 'down' })),
      down: recipe(output('down', { run: 'up rt', test: 'tool', downstream: 'far', host: 'lib' })),
      tool: recipe(output('tool', { run: 'deep' })),
      ...{ rt: recipe(output('rt')), deep: recipe(output('deep')) },
      ...{ far: recipe(output('far')), lib: recipe(output('lib')) },
    };
    expect(needs('up', recipes)).toEqual({
      build: [],
      test: ['deep', 'down', 'rt', 'tool'],
      direct: ['down'],
    });
    const known = new Map(Object.entries(recipes).map(([one, facts]) => [one, { facts }]));
    const installation = new Installation(indexPackages(known), PLATFORMS);
    expect([...needsOf('up', recipes.up.outputs, installation).downstream]).toEqual(['down']);
  });

  it('has an edge to every recipe that provides a name', () => {
    const recipes = {
      a: recipe(output('a', { host: 'x' })),
      x1: recipe(output('x')),
      x2: recipe(output('x')),
    };
    expect(needs('a', recipes).build).toEqual(['x1', 'x2']);
  });
});

describe('needsOf on generated workspaces', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const list = fc.subarray(names, { maxLength: 2 }).map((some) => some.join(' '));
  const recipes = fc.record(
    Object.fromEntries(
      names.map((name) => [name, fc.record({ host: list, build: list, run: list, test: list })]),
    ),
  );

  function workspace(lists: Record<string, Partial<Record<'host' | 'build' | 'run' | 'test', string>>>) {
    return Object.fromEntries(
      Object.entries(lists).map(([name, kinds]) => [name, recipe(output(name, kinds))]),
    );
  }

  /** Everything that is installed with some packages: the fixed point of the definition. */
  function installed(lists: Record<string, { run: string }>, asked: string): Set<string> {
    const found = new Set(asked.split(' ').filter(Boolean));
    for (let size = -1; size !== found.size;) {
      size = found.size;
      for (const name of [...found])
        lists[name]?.run
          .split(' ')
          .filter(Boolean)
          .forEach((next) => found.add(next));
    }
    return found;
  }

  it('matches the environments exactly', () => {
    fc.assert(
      fc.property(recipes, (lists) => {
        for (const name of names) {
          const { host = '', build = '', run = '', test = '' } = lists[name] ?? {};
          const found = needs(name, workspace(lists));
          const without = (set: Set<string>) => [...set].filter((other) => other !== name).sort();
          expect(found.build).toEqual(without(installed(lists, `${host} ${build}`)));
          expect(found.test).toEqual(without(installed(lists, `${run} ${test}`)));
        }
      }),
    );
  });

  it('gives an order in which a build comes after everything it needs, cycles aside', () => {
    fc.assert(
      fc.property(recipes, (lists) => {
        const before = new Map(names.map((name) => [name, new Set(needs(name, workspace(lists)).build)]));
        const cycles = findCycles(before);
        const isTogether = (a: string, b: string) =>
          cycles.some((cycle) => cycle.includes(a) && cycle.includes(b));
        const order: string[] = [];
        const isReady = (name: string) =>
          [...(before.get(name) ?? [])].every((other) => order.includes(other) || isTogether(name, other));
        for (let length = -1; length !== order.length;) {
          length = order.length;
          order.push(...names.filter((name) => !order.includes(name) && isReady(name)));
        }
        expect(order).toHaveLength(names.length);
      }),
    );
  });
});
