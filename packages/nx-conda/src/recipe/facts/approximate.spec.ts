import { approximate } from './approximate';
import type { OutputFacts, RecipeFacts } from '../parts/facts';
import { parseRecipe } from '../parts/parse';

const variants = {
  values: { c_compiler: ['gcc', 'clang'], c_stdlib: ['sysroot'], mpi: ['openmpi', 'mpich'] },
  zipKeys: [],
};

function factsOf(text: string, platform = 'linux-64'): RecipeFacts {
  return approximate(parseRecipe(text, 'recipe.yaml'), variants, platform);
}

function onlyOutput(text: string, platform?: string): OutputFacts {
  const [output, ...others] = factsOf(text, platform).outputs;
  if (!output || others.length > 0) throw new Error('no output');
  return output;
}

function names(output: OutputFacts): Record<string, string[]> {
  const { exports, ...lists } = output.requirements;
  return Object.fromEntries(
    Object.entries({ ...lists, ...exports }).map(([kind, list]) => [kind, list.map(({ name }) => name)]),
  );
}

const none = {
  build: [],
  host: [],
  run: [],
  pins: [],
  test: [],
  downstream: [],
  weak: [],
  strong: [],
  noarch: [],
};

describe('approximate', () => {
  it('gives name, version and platform of a package', () => {
    const output = onlyOutput('context: {v: 1.10}\npackage:\n  name: CuMM\n  version: ${{ v }}\n');
    expect(output).toEqual({
      name: 'cumm',
      version: '1.10',
      buildString: '',
      subdir: 'linux-64',
      variant: {},
      requirements: expect.anything() as unknown,
      inherits: { kinds: ['weak', 'strong', 'noarch'], exceptNames: [], exceptFrom: [] },
    });
    expect(names(output)).toEqual(none);
  });

  it('takes every branch and every kind of requirement', () => {
    const output = onlyOutput(`
package: {name: x, version: 1}
requirements:
  build:
    - "\${{ compiler('c') }}"
    - "\${{ stdlib('c') }}"
    - if: win
      then: [m2-patch, {if: a, then: b, else: [c]}]
      else: patch
  host: ["conda-forge::Python >=3.10", "lib[version='>=1']", "boost=1.84", "\${{ 'cub' if win }}"]
  run:
    - "\${{ pin_subpackage('x', exact=True) }}"
    - "\${{ pin_compatible('numpy') }}"
    - python \${{ python }}
  run_constraints: [not-a-requirement]
  run_exports:
    weak: ["\${{ pin_subpackage('x') }}"]
    noarch: [any]
    strong: [{if: unix, then: tight}]
    weak_constraints: [not-either]
tests:
  - script: [true]
    requirements: {run: [pytest], build: [cmake]}
  - if: unix
    then: {script: [true], requirements: {run: [coreutils]}}
    else: {downstream: "Down-\${{ mpi }} >=1"}
  - downstream: forge::user
`);
    expect(names(output)).toEqual({
      build: ['gcc_linux-64', 'clang_linux-64', 'sysroot_linux-64', 'm2-patch', 'b', 'c', 'patch'],
      host: ['python', 'lib', 'boost'],
      run: ['x', 'numpy', 'python'],
      pins: ['x'],
      test: ['cmake', 'pytest', 'coreutils'],
      downstream: ['down-openmpi', 'down-mpich', 'user'],
      weak: ['x'],
      strong: ['tight'],
      noarch: ['any'],
    });
    expect(output.requirements.host[0]?.spec).toBe('conda-forge::Python >=3.10');
    expect(output.requirements.run[2]?.spec).toBe('python ${{ python }}');
  });

  it('knows a name regardless of the version after it', () => {
    const { outputs, unresolved } = factsOf(
      'package: {name: x}\nrequirements: {host: ["lib-${{ mpi }} ==${{ unknown }}", "${{ unknown }} foo"]}\n',
    );
    expect(outputs[0]?.requirements.host.map(({ name }) => name)).toEqual(['lib-openmpi', 'lib-mpich']);
    expect(unresolved).toMatchObject([{ message: expect.stringContaining('foo') as string }]);
  });

  it('reads a plain list of run_exports as weak', () => {
    const output = onlyOutput('package: {name: x}\nrequirements:\n  run_exports: [x >=1, y]\n');
    expect(names(output)).toEqual({ ...none, weak: ['x', 'y'] });
  });

  it('gives every output the requirements of staging outputs, and the tests for all', () => {
    const { outputs } = factsOf(`
recipe: {name: all, version: 2}
tests: [{script: [true], requirements: {run: [shared]}}]
outputs:
  - staging: {name: compile}
    requirements: {build: [ninja], host: [zlib]}
  - package: {name: lib}
    inherit: compile
    requirements: {host: [own]}
  - package: {name: "tool-\${{ mpi }}", version: 3}
    requirements: {run: ["\${{ pin_subpackage('lib') }}"]}
    tests: [{script: [true], requirements: {run: [pytest]}}]
`);
    expect(outputs.map(({ name, version }) => [name, version])).toEqual([
      ['lib', '2'],
      ['tool-openmpi', '3'],
      ['tool-mpich', '3'],
    ]);
    const [lib, tool] = outputs.map(names);
    expect(lib).toEqual({ ...none, build: ['ninja'], host: ['own', 'zlib'], test: ['shared'] });
    expect(tool).toEqual({
      ...none,
      build: ['ninja'],
      host: ['zlib'],
      run: ['lib'],
      pins: ['lib'],
      test: ['pytest', 'shared'],
    });
  });

  it('counts the deprecated cache as a staging output', () => {
    const output = onlyOutput('package: {name: x}\ncache:\n  requirements:\n    host: [zlib]\n');
    expect(names(output)['host']).toEqual(['zlib']);
  });

  it.each([
    ['build: {noarch: python}', 'noarch'],
    ["build:\n  noarch: ${{ 'python' if is_abi3 }}", 'noarch'],
    ['build: {noarch: {if: win, then: generic}}', 'noarch'],
    ['build: {noarch: null}', 'osx-arm64'],
    ['build: {number: 0}', 'osx-arm64'],
  ])('%s builds for %s', (build, subdir) => {
    expect(onlyOutput(`package: {name: x}\n${build}\n`, 'osx-arm64').subdir).toBe(subdir);
  });

  it('reports an unresolved name, once', () => {
    const facts = factsOf(`
recipe: {name: x, version: 1}
outputs:
  - staging: {name: s}
    requirements:
      host:
        - \${{ unknown }}-dev
  - package: {name: a}
  - package: {name: "b-\${{ git.head_rev('.') }}"}
`);
    expect(facts.outputs.map(({ name }) => name)).toEqual(['a']);
    expect(facts.unresolved).toEqual([
      expect.objectContaining({ file: 'recipe.yaml', line: 7, column: 11 }),
      expect.objectContaining({ line: 9, message: expect.stringContaining('git.head_rev') as string }),
    ]);
  });

  it('does not evaluate templates outside of names', () => {
    expect(
      factsOf('package: {name: x}\nrequirements:\n  run: ["a ${{ unknown }}"]\n').unresolved,
    ).toBeUndefined();
  });
});
