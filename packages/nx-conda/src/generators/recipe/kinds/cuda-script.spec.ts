import { parse } from 'yaml';
import { check } from '../../../checks/check';
import { linesOf, subjectFrom } from '../../../checks/subject.fixture';
import type { CudaFacts, PythonFacts } from '../../../source/source-facts';
import { facts, plan, python, requirement, VARIANTS } from '../facts.fixture';
import { todosIn } from '../recipe-text';
import { writeRecipe } from '../write-recipe';

const NONE = { variables: [], flags: [], building: [] };

function recipeWith(cuda: Partial<CudaFacts>, some: Partial<PythonFacts> = {}): string {
  const torch = { builtBy: 'torch' as const, extensions: [], devPackages: [], fixedPaths: [] };
  return writeRecipe(
    plan({
      kind: 'cuda-extension',
      facts: facts({
        languages: ['cuda', 'cxx'],
        python: python({
          ...{ isPure: false, requires: [requirement('torch')] },
          buildRequires: [requirement('torch'), requirement('setuptools')],
          ...some,
        }),
        cuda: { ...torch, ...cuda },
      }),
    }),
  );
}

function scriptOf(text: string): { env?: Record<string, string>; content: string } {
  return (parse(text) as { build: { script: { env?: Record<string, string>; content: string } } }).build
    .script;
}

/** Comments on one line, as they are wrapped. */
function flat(text: string): string {
  return text.replace(/\n *# */g, ' ');
}

describe('cudaScript', () => {
  it('skips the variant without CUDA where setup.py always compiles for CUDA', () => {
    const skipOf = (isAlwaysCuda: boolean) =>
      (parse(recipeWith({ isAlwaysCuda })) as { build: { skip?: string[] } }).build.skip;
    expect(skipOf(true)).toEqual(['cuda_compiler_version == "None"']);
    expect(skipOf(false)).toBeUndefined();
  });

  it('turns CUDA on with the variable of the source, only with CUDA', () => {
    const text = recipeWith({
      switches: {
        ...NONE,
        variables: [{ name: 'USE_CUDA', value: 'ON' }],
        building: [{ name: 'A_FORCE_BUILD', value: 'TRUE' }],
      },
    });
    expect(scriptOf(text).env).toMatchObject({
      USE_CUDA: '${{ "ON" if cuda_compiler_version != "None" else "OFF" }}',
      A_FORCE_BUILD: 'TRUE',
    });
    expect(linesOf(check(subjectFrom(text, { variants: { 'variants.json': VARIANTS } })))).not.toContain(
      'error',
    );
  });

  it('says what happens without the variable', () => {
    const variables = [{ name: 'USE_CUDA', value: 'ON' }];
    const found = flat(recipeWith({ switches: { ...NONE, variables } }));
    expect(found).toContain('only if it finds a GPU');
    const needed = flat(recipeWith({ switches: { ...NONE, variables, needsVariables: true } }));
    expect(needed).toContain('does not compile for CUDA, even if it finds a GPU.');
  });

  it('asks to patch architectures that nvcc cannot compile for', () => {
    const fixed = (architectures: string[]) =>
      flat(recipeWith({ architectures: { fixed: { architectures, place: 'setup.py:3' } } }));
    expect(fixed(['30'])).toContain('TODO: patch the source. The nvcc of CUDA 12.6 cannot compile for 3.0.');
    expect(fixed(['30', '80'])).toContain('Of these architectures, CUDA 12.6 supports 8.0.');
    expect(fixed(['30', '80'])).not.toContain('TODO: patch the source');
  });

  it('has ninja only for builders that use it', () => {
    expect(recipeWith({})).toContain('- ninja');
    expect(recipeWith({ builtBy: 'setup' })).not.toContain('- ninja');
    const pccm = { buildRequires: [requirement('pccm')] };
    expect(recipeWith({ builtBy: 'setup' }, pccm)).toContain('- ninja');
  });

  it('does not offer PyTorch, which is there, among the optional imports of the build', () => {
    const text = flat(recipeWith({}, { optionalBuildRequires: ['torch', 'scipy'] }));
    expect(text).toContain('only under a condition: scipy. Add');
  });

  it('passes arguments to setup.py that it takes away itself, only with CUDA', () => {
    const { content } = scriptOf(recipeWith({ switches: { ...NONE, flags: ['--cuda'], takesFlags: true } }));
    const [, withCuda = ''] = /!= "None" \]\]; then\n([\s\S]*)\nfi\n/.exec(content) ?? [];
    expect(withCuda).toContain('setup_arguments="--use-pep517 --config-settings=--global-option=--cuda"');
    expect(content).toMatch(/pip install .* \$\{setup_arguments:-\}\n$/);
  });

  it.each<[string, Partial<CudaFacts>, string]>([
    [
      'only a GPU decides',
      { switches: { ...NONE, needsGpu: 'setup.py:3' } },
      'patch the source at setup.py:3. It compiles for CUDA only if it finds a GPU.',
    ],
    [
      'a GPU may decide',
      { switches: { ...NONE, mayNeedGpu: 'setup.py:4' } },
      'check that the source compiles for CUDA',
    ],
    [
      'wheels decide',
      { switches: { ...NONE, needsWheel: 'setup.py:5' } },
      'patch the source at setup.py:5. It compiles for CUDA only if the version of PyTorch',
    ],
    [
      'an argument decides that pip cannot pass',
      { switches: { ...NONE, flags: ['--cuda'], takesFlags: false } },
      'patch the source. Without a GPU',
    ],
    [
      'it is unknown',
      { switches: { ...NONE, unfollowed: ['A_OPS'] } },
      'check that the source compiles for CUDA. nx-conda could',
    ],
    [
      'nothing says the architectures',
      { builtBy: 'setup', architectures: {} },
      'find out for which GPU architectures',
    ],
    [
      'the form of the variable is unknown',
      { architectures: { variable: { name: 'A_ARCHS' } } },
      'check the form of this value',
    ],
  ])('has a TODO if %s', (_, cuda, todo) => {
    const todos = todosIn(recipeWith(cuda));
    expect(todos.map((one) => one.replace(/^\d+: /, ''))).toEqual([
      expect.stringContaining(todo.slice(0, 60)),
    ]);
  });

  it('has no TODO if nothing is open', () => {
    expect(todosIn(recipeWith({ switches: NONE, architectures: {} }))).toEqual([]);
  });

  it('ignores names that are no variables', () => {
    const text = recipeWith({
      switches: { ...NONE, variables: [{ name: 'A"B', value: '1' }], building: [{ name: 'A', value: '"x' }] },
      architectures: { variable: { name: 'A B' } },
    });
    expect(Object.keys(scriptOf(text).env ?? {})).toEqual(['TORCH_CUDA_ARCH_LIST']);
  });

  it('puts the folder of CUDA into the variables that the source reads', () => {
    const { content } = scriptOf(
      recipeWith({ builtBy: 'setup', switches: { ...NONE, homes: ['CUDA_PATH'] } }),
    );
    expect(content).toContain('export CUDA_PATH="$toolkit"');
  });
});

describe('the architectures of a recipe', () => {
  const envOf = (cuda: Partial<CudaFacts>) => scriptOf(recipeWith(cuda)).env;

  it("are in PyTorch's variable if its builder decides", () => {
    expect(Object.keys(envOf({ architectures: {} }) ?? {})).toEqual(['TORCH_CUDA_ARCH_LIST']);
  });

  it.each([
    [{ otherwise: '80;90;100;120', separator: ';', isDotted: false }, '80;90'],
    [{ separator: ';', isDotted: true }, '5.0;6.0;6.1;7.0;7.5;8.0;8.6;8.9;9.0'],
    [{ separator: ' ', isDotted: false }, '50 60 61 70 75 80 86 89 90'],
    [{ otherwise: '90a', separator: ';', isDotted: false }, '90a'],
  ])('are in its own variable: %j', (form, value) => {
    const env = envOf({ architectures: { variable: { name: 'A_ARCHS', ...form } } });
    expect(env).toEqual({ A_ARCHS: `\${{ env.get("A_ARCHS", default="${value}") }}` });
  });

  it('are fixed in the source, which a comment says', () => {
    const text = recipeWith({
      architectures: { fixed: { architectures: ['80', '90', '120'], place: 'setup.py:9' } },
    });
    expect(scriptOf(text).env).toBeUndefined();
    expect(flat(text)).toContain('at setup.py:9. Of these architectures, CUDA 12.6 supports 8.0, 9.0.');
    expect(flat(text)).toContain('TORCH_CUDA_ARCH_LIST has no effect');
  });

  it('are not needed by code that only calls libraries', () => {
    expect(envOf({ callsOnly: true, architectures: {} })).toBeUndefined();
  });
});

describe('the compilers of a recipe', () => {
  const todosOf = (some: Partial<PythonFacts>) =>
    todosIn(
      writeRecipe(
        plan({ facts: facts({ languages: ['c', 'cxx'], python: python({ isPure: false, ...some }) }) }),
      ),
    );

  it('have a TODO if the languages are unknown', () => {
    expect(todosOf({ unclearBuild: 'ext_modules in setup.py' })).toEqual([
      expect.stringContaining('correct the list of compilers'),
    ]);
    expect(todosOf({})).toEqual([]);
  });

  it('have a TODO that names compiled libraries of the source', () => {
    const text = writeRecipe(
      plan({ facts: facts({ python: python({ isPure: false, shippedLibraries: ['a/lib.so'] }) }) }),
    );
    expect(flat(text)).toMatch(/TODO: compile these libraries .*: a\/lib\.so\./);
  });
});
