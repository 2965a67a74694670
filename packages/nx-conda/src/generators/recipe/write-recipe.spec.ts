import fc from 'fast-check';
import { parse } from 'yaml';
import { linesOf, subjectFrom } from '../../checks/subject.fixture';
import { check } from '../../checks/check';
import { parseRecipe } from '../../recipe/parts/parse';
import type { PythonRequirement } from '../../source/source-facts';
import { facts, plan, PLANS, python, requirement, VARIANTS } from './facts.fixture';
import type { RecipePlan } from './plan';
import type { RecipeKind } from './recipe-kind';
import { todosIn } from './recipe-text';
import { literal, oneLine } from './text/untrusted-text';
import { writeRecipe } from './write-recipe';

const NAMES = Object.keys(PLANS);
const planOf = (name: string): RecipePlan => PLANS[name] ?? plan();

interface Read {
  [key: string]: unknown;
  about: Record<string, unknown>;
  requirements: Record<string, unknown[]>;
  build: Record<string, unknown>;
}
const read = (text: string) => parse(text) as Read;

describe('writeRecipe', () => {
  it.each(NAMES)('has no findings of conda-check: %s', (name) => {
    const surroundings = { variants: { 'variants.json': VARIANTS } };
    const findings = check(subjectFrom(writeRecipe(planOf(name)), surroundings));
    // The recipe has TODO comments for facts that only a person can supply.
    const others = findings.filter(
      ({ rule, severity }) => severity !== 'info' && rule !== 'missing-license-file',
    );
    expect(linesOf(others)).toEqual([]);
  });

  it('is noarch if nothing is compiled, and uses the names of conda', () => {
    const { build, requirements } = read(writeRecipe(planOf('pure')));
    expect(build).toEqual({
      number: 0,
      noarch: 'python',
      script: {
        env: { SETUPTOOLS_SCM_PRETEND_VERSION: '${{ version }}' },
        content: '${{ PYTHON }} -m pip install . -vv --no-deps --no-build-isolation',
      },
    });
    expect(requirements).toEqual({
      host: ['python >=3.9', 'pip', 'setuptools-scm'],
      run: ['python >=3.9', 'click ~=8.1', 'numpy >=1.20', 'tomli >=1', 'typing_extensions'],
    });
  });

  it('has compilers, build tools and conditions if something is compiled', () => {
    expect(read(writeRecipe(planOf('compiled'))).requirements).toEqual({
      build: [
        "${{ compiler('c') }}",
        "${{ compiler('cxx') }}",
        "${{ compiler('rust') }}",
        "${{ stdlib('c') }}",
        'cmake',
        'ninja',
      ],
      host: ['python', 'pip', 'numpy >=2.0.0rc1', 'pybind11 >=2.6', 'scikit-build-core'],
      run: [
        'python',
        'numpy',
        { if: 'win', then: ['pywin32'] },
        { if: 'match(python, "<3.11")', then: 'tomli' },
      ],
    });
  });

  it('skips Pythons that a compiled package does not support', () => {
    const compiled = (requiresPython: string) =>
      read(
        writeRecipe(
          plan({ facts: facts({ languages: ['c'], python: python({ isPure: false, requiresPython }) }) }),
        ),
      ).build['skip'];
    expect(compiled('>=3.12,<3.15')).toEqual(['not match(python, ">=3.12,<3.15")']);
    expect(compiled('>=3.8,!=3.9.7')).toBeUndefined();
  });

  it('leaves out end-of-life Pythons', () => {
    const noarch = (requiresPython: string) =>
      read(writeRecipe(plan({ facts: facts({ python: python({ requiresPython }) }) }))).requirements[
        'run'
      ]?.[0];
    expect(noarch('>=2.7, !=3.0.*, !=3.4.*')).toBe('python >=3.9');
    expect(noarch('>=3.10,!=3.11.0,<4')).toBe('python >=3.10,!=3.11.0,<4');
    expect(noarch('>3.10')).toBe('python >3.10');
  });

  it('requires linked libraries that the channels may have', () => {
    const linked = (channels: ReadonlySet<string> | undefined) =>
      writeRecipe(
        plan({
          facts: facts({
            languages: ['c'],
            links: ['m', 'lz4', 'own', 'PkgConfig', 'cudart'],
            python: python({ isPure: false }),
          }),
          names: { workspace: new Set(), channels },
        }),
      );
    expect(read(linked(undefined)).requirements['host']).toContain('lz4-c');
    expect(read(linked(undefined)).requirements['build']).toContain('pkg-config');
    expect(read(linked(undefined)).requirements['host']).not.toContain('pkg-config');
    const without = linked(new Set(['python']));
    expect(read(without).requirements['host']).not.toContain('lz4-c');
    expect(without).toContain(
      '# The source links with lz4, but neither the workspace nor its channels have lz4-c.',
    );
    expect(without).not.toContain('cudart');
    expect(without).toContain('# The source links with own. If the source does not contain this library');
  });

  it('requires the loader of OpenCL of each platform', () => {
    const known = facts({ links: ['OpenCL'], languages: ['c'], python: python({ isPure: false }) });
    const { host } = read(writeRecipe(plan({ facts: known }))).requirements;
    expect(host).toContainEqual({ if: 'linux', then: 'ocl-icd' });
    expect(host).toContainEqual({ if: 'not linux', then: 'khronos-opencl-icd-loader' });
  });

  it('uses the highest of the lower bounds for different Pythons', () => {
    const requires = ['a>=3.0.3; python_version<"3.14"', 'a>=41.0.5; python_version>="3.14"'].map(
      requirement,
    );
    const text = writeRecipe(plan({ facts: facts({ python: python({ requires }) }) }));
    expect(read(text).requirements['run']).toContain('a >=41.0.5');
  });

  it('keeps the bound beside a requirement without one, and every TODO', () => {
    const requires = [
      requirement('numpy'),
      requirement('numpy>=1.20'),
      { ...requirement('dask'), extras: ['rare'] },
      requirement('dask>=2'),
      requirement('constructor'),
    ];
    const text = writeRecipe(
      plan({ facts: facts({ python: python({ requires, buildRequires: [requirement('constructor')] }) }) }),
    );
    expect(read(text).requirements['run']).toEqual([
      'python >=3.9',
      'constructor',
      'dask-core >=2',
      'numpy >=1.20',
    ]);
    expect(todosIn(text).filter((todo) => todo.includes('depending on the version of Python'))).toEqual([]);
    expect(todosIn(text).filter((todo) => todo.includes('extras of dask: rare'))).toHaveLength(1);
  });

  it('requires the packages of extras', () => {
    const requires = [
      { ...requirement('google-api-core>=2'), extras: ['grpc'] },
      { ...requirement('setuptools_scm'), extras: ['toml'] },
      { ...requirement('rare'), extras: ['thing'] },
    ];
    const text = writeRecipe(plan({ facts: facts({ python: python({ requires }) }) }));
    expect(read(text).requirements['run']).toEqual(
      expect.arrayContaining(['google-api-core >=2', 'google-api-core-grpc', 'setuptools-scm', 'rare']),
    );
    expect(todosIn(text).filter((todo) => todo.includes('extras'))).toEqual([
      expect.stringContaining('the source requires extras of rare: thing. Add the requirements'),
    ]);
  });

  it('builds with setuptools by default', () => {
    expect(read(writeRecipe(planOf('blank'))).requirements['host']).toContain('setuptools');
  });

  it('copies research code, builds its extension, and leaves PyTorch Geometric to the reader', () => {
    const text = writeRecipe(planOf('research'));
    expect(text).toContain('      cp -R pointcept "$SP_DIR/"\n');
    expect(text).toContain(
      '        $PYTHON -m pip install ./libs/pointops -vv --no-deps --no-build-isolation\n',
    );
    expect(text).toContain(
      `    # PyTorch Geometric is not available for every version of PyTorch and CUDA, so these packages are commented out.
    # Modules that import these packages fail without them. To require the packages, uncomment the lines.
    # - pytorch_geometric
    # - pytorch_scatter
`,
    );
    expect(read(text).requirements['host']?.slice(0, 3)).toEqual(['python', 'pip', 'setuptools']);
    const [cuda] = read(text).requirements['host']?.slice(-1) as { then: string[] }[];
    expect(cuda?.then).toEqual(
      expect.arrayContaining(['cuda-cudart-dev', 'libcublas-dev', 'libcusolver-dev', 'libcusparse-dev']),
    );
    expect(todosIn(text)).toEqual([
      expect.stringMatching(
        /^\d+: check the name of this package on your channels\. On PyPI, the name is some-rarity\.$/,
      ),
      expect.stringMatching(/On PyPI, the name is spconv-cu124\.$/),
    ]);
  });

  it.each(['research', 'meta'] as const)('is not noarch with packages of some platforms: %s', (kind) => {
    const requires = ['numpy', 'pywin32; sys_platform == "win32"'].map(requirement);
    const text = writeRecipe(
      plan({ kind, facts: facts({ python: python({ project: undefined, requires }) }) }),
    );
    const { build, requirements } = read(text);
    expect(build['noarch']).toBeUndefined();
    expect(requirements['run']).toContainEqual({ if: 'win', then: ['pywin32'] });
    expect(text).toContain('# The package is not noarch');
  });

  it('keeps the name of the distribution, which a variable would change', () => {
    const text = writeRecipe(planOf('cumm'));
    expect(text).toMatch(
      /== "None" \]\]; then\n.*\n {8}export CUMM_CUDA_VERSION=""\n {6}else\n {8}# .*\n {8}# .*\n {8}unset CUMM_CUDA_VERSION\n/,
    );
    expect(text).toContain('pip_check: true');
    expect(text).toContain('CUMM_CUDA_ARCH_LIST: ${{ env.get(');
  });

  it('does not check metadata that no conda package satisfies', () => {
    const requires = [requirement('nvidia-cublas-cu12==12.6.4.1')];
    const text = writeRecipe(plan({ facts: facts({ python: python({ requires }) }) }));
    expect(text).toContain('pip_check: false');
    expect(text).toContain(
      '# Left out nvidia-cublas-cu12==12.6.4.1: the library of this wheel is in libcublas.',
    );
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  it('writes no contradicting requirements for a noarch package', () => {
    const requires = ['numpy<2; python_version<"3.10"', 'numpy>=2; python_version>="3.10"'].map(requirement);
    const text = writeRecipe(plan({ facts: facts({ python: python({ requires }) }) }));
    expect(read(text).requirements['run']).toEqual(['python >=3.9', 'numpy']);
    expect(todosIn(text)).toEqual([
      expect.stringMatching(
        / The source requires numpy <2 or >=2, depending on the version of Python or the platform\.$/,
      ),
    ]);
  });
});

describe('hostile sources', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      ...[
        '../../etc/passwd',
        '$(touch /tmp/x)',
        '`id`',
        'a\nscript: evil',
        'a\r\n- b',
        '# c',
        'a: b',
        '- a',
        "'",
        '"',
      ],
      ...[
        '${{ env.get("HOME") }}',
        '{% if x %}',
        '${{ "{%" }}',
        '!!js/function',
        '&a *a',
        '\u2028evil: 1',
        '\u0085x',
        '\0',
      ],
      ...[
        '__proto__',
        'no',
        '1e3',
        '0x10',
        '~',
        '|',
        '>',
        '%',
        '@',
        '\ufeff',
        '\u202e',
        'x'.repeat(5000),
        '; rm -rf /',
      ],
    ),
  );
  const requirements: fc.Arbitrary<PythonRequirement[]> = fc.array(
    fc.record({
      name: nasty,
      extras: fc.array(nasty, { maxLength: 2 }),
      constraint: nasty,
      marker: fc.option(nasty, { nil: undefined }),
    }),
    { maxLength: 4 },
  );
  const kinds: RecipeKind[] = ['python', 'cuda-extension', 'cmake', 'research', 'header-only', 'meta'];
  const texts = fc.array(nasty, { maxLength: 3 });
  const plans: fc.Arbitrary<RecipePlan> = fc
    .record({
      kind: fc.constantFrom(...kinds),
      text: fc.array(nasty, { minLength: 12, maxLength: 12 }),
      texts,
      requirements,
    })
    .map(({ kind, text, texts: list, requirements: required }) => {
      const [name, version, summary, homepage, license, url, tag, commit, bounds, folder, builder, file] =
        text as string[];
      return plan({
        kind,
        facts: facts({
          ...{ name, version, summary, homepage, license, licenseFiles: list, languages: list },
          origin: { kind: 'git', url: url ?? '', tag, commit: commit ?? '' },
          python: python({
            ...{
              project: folder,
              imports: list,
              requires: required,
              buildRequires: required,
              entryPoints: list,
            },
            ...{ requiresPython: bounds, renamedBy: list, isPure: kind !== 'cuda-extension' },
          }),
          cmake: { languages: list, finds: list },
          cuda: {
            ...{ builtBy: builder?.includes('a') ? 'torch' : 'setup', extensions: list, devPackages: list },
            fixedPaths: [{ file: file ?? '', line: 1, text: 'x' }],
          },
        }),
      });
    });

  it('give recipes of the same shape with the same texts', () => {
    fc.assert(
      fc.property(plans, (hostile) => {
        const text = writeRecipe(hostile);
        const recipe = read(text);
        const keys = Object.keys(recipe).filter((key) => key !== 'source' && key !== 'tests');
        expect(keys).toEqual(['schema_version', 'context', 'package', 'build', 'requirements', 'about']);
        const summary = literal(oneLine(hostile.facts.summary ?? ''));
        expect(recipe.about['summary']).toBe(summary === '' ? 'thing' : summary);
        expect(() => parseRecipe(text, 'recipe.yaml')).not.toThrow();
        expect(scriptsIn(recipe)).not.toMatch(/touch|`|rm -rf|etc\/passwd|evil/);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\u0085\u2028\u202e]/);
      }),
      { numRuns: 300 },
    );
  });

  function scriptsIn({ build, tests }: Read): string {
    return JSON.stringify([build, tests]);
  }
});

describe('a summary that a tool wrote into a new project', () => {
  it.each(['Add your description here', 'Add your description here.', 'TODO'])('is a TODO: %s', (summary) => {
    expect(writeRecipe(plan({ facts: facts({ summary }) }))).toContain('# TODO: describe the package.\n');
  });
});
