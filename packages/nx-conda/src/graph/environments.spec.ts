import type { OutputFacts, RecipeFacts, Requirements } from '../recipe/facts';
import { needsOf } from './environments';
import { indexPackages } from './packages';

const PLATFORMS = { build: 'linux-64', target: 'linux-64' };

function recipe(...outputs: OutputFacts[]): RecipeFacts {
  return { exact: true, outputs };
}

/** Requirements as `{ host: 'a b' }`. */
function output(
  name: string,
  lists: Partial<Record<keyof Requirements, string>> = {},
  subdir = 'noarch',
): OutputFacts {
  const list = (kind: keyof Requirements) =>
    (lists[kind] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((required) => ({ name: required, spec: required }));
  return {
    ...{ name, version: '1', buildString: 'h_0', subdir, variant: {} },
    requirements: {
      build: list('build'),
      host: list('host'),
      run: list('run'),
      pins: list('pins'),
      test: list('test'),
      weakExports: list('weakExports'),
      strongExports: list('strongExports'),
    },
  };
}

function needs(root: string, recipes: Record<string, RecipeFacts>, platforms = PLATFORMS) {
  const facts = new Map(Object.entries(recipes));
  const found = needsOf(root, recipes[root] ?? recipe(), indexPackages(facts), platforms);
  return { build: [...found.build], test: [...found.test], direct: [...found.direct] };
}

describe('needsOf', () => {
  it('does not make a build wait for what is needed only at run time or by tests', () => {
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
      'lib-dev': recipe(output('lib-dev', { weakExports: 'lib' })),
      lib: recipe(output('lib')),
      app: recipe(output('app', { run: 'ext' })),
    };
    expect(needs('app', recipes).test).toEqual(['ext', 'lib']);
    expect(needs('ext', recipes)).toEqual({ build: ['lib-dev'], test: ['lib'], direct: ['lib', 'lib-dev'] });
  });

  it('takes strong exports of build tools, but not weak ones', () => {
    const recipes = {
      a: recipe(output('a', { build: 'cc' })),
      cc: recipe(output('cc', { weakExports: 'weak', strongExports: 'strong' })),
      weak: recipe(output('weak')),
      strong: recipe(output('strong')),
    };
    expect(needs('a', recipes)).toEqual({
      build: ['cc', 'strong'],
      test: ['strong'],
      direct: ['cc', 'strong'],
    });
  });

  it('takes tools only from recipes that build for the build platform', () => {
    const recipes = {
      a: recipe(output('a', { build: 'python codegen', host: 'zlib' }, 'emscripten-wasm32')),
      python: recipe(output('python', {}, 'emscripten-wasm32')),
      zlib: recipe(output('zlib', {}, 'emscripten-wasm32')),
      codegen: recipe(output('codegen')),
    };
    const platforms = { build: 'linux-64', target: 'emscripten-wasm32' };
    expect(needs('a', recipes, platforms)).toEqual({
      build: ['codegen', 'zlib'],
      test: [],
      direct: ['codegen', 'zlib'],
    });
  });

  it('needs the pins of run before the build', () => {
    const recipes = { a: recipe(output('a', { pins: 'b', run: 'b' })), b: recipe(output('b')) };
    expect(needs('a', recipes).build).toEqual(['b']);
  });

  it('goes on through its own outputs, and never needs itself', () => {
    const recipes = {
      multi: recipe(output('lib', { run: 'rt' }), output('py', { host: 'lib', run: 'lib' })),
      rt: recipe(output('rt')),
    };
    expect(needs('multi', recipes)).toEqual({ build: ['rt'], test: ['rt'], direct: ['rt'] });
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
