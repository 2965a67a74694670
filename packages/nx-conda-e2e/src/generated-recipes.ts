import fc from 'fast-check';

/** Variants that generated recipes use; two keys are zipped. */
export const VARIANTS = {
  python: ['3.11.* *_cpython', '3.12.* *_cpython'],
  mpi: ['nompi', 'openmpi', 'mpich'],
  numpy: ['1.26', '2.0'],
  cuda_compiler_version: ['None', '12.6'],
  c_compiler: ['gcc', 'clang'],
  c_compiler_version: ['13', '18'],
  c_stdlib: ['sysroot'],
  c_stdlib_version: ['2.17'],
  zip_keys: [['c_compiler', 'c_compiler_version']],
};

const CONTEXT = {
  version: '1.2.3',
  base: 'boost',
  flavoured: '${{ base }}-${{ mpi }}',
  chosen: '${{ "cuda-nvcc" if cuda_compiler_version != "None" else "no-cuda" }}',
};

const requirement = fc.constantFrom(
  ...['zlib', 'Python >=3.10', 'python', 'numpy', 'conda-forge::fmt 10.*', 'libcurl[version=">=8"]'],
  ...[
    "${{ compiler('c') }}",
    "${{ stdlib('c') }}",
    '${{ mpi }}',
    'lib-${{ mpi }}',
    '${{ base }}',
    '${{ flavoured }}',
  ],
  ...[
    '${{ chosen }}',
    '${{ "tbb" if linux else "openmp" }}',
    '${{ base | upper }} >=1',
    "${{ pin_compatible('numpy') }}",
  ],
  ...['cuda-version ${{ cuda_compiler_version }}.*', '${{ (base ~ "-cpp") | replace("boost", "folly") }}'],
);

const condition = fc.constantFrom(
  ...[
    'linux',
    'win',
    'not unix',
    'mpi == "openmpi"',
    'mpi != "nompi" and linux',
    'build_platform == target_platform',
  ],
  ...['match(python, ">=3.12")', 'cuda_compiler_version != "None"', 'target_platform == "linux-64" or osx'],
);

type Item = string | { if: string; then: Item | Item[]; else?: Item | Item[] };

const { item } = fc.letrec<{ item: Item; items: Item[] }>((tie) => ({
  items: fc.array(tie('item'), { maxLength: 3 }),
  item: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: requirement },
    {
      weight: 1,
      arbitrary: fc.record(
        {
          if: condition,
          then: fc.oneof(requirement, tie('items')) as fc.Arbitrary<Item | Item[]>,
          else: fc.oneof(requirement, tie('items')) as fc.Arbitrary<Item | Item[]>,
        },
        { requiredKeys: ['if', 'then'] },
      ),
    },
  ),
}));

const list = fc.array(item, { maxLength: 4 });

const requirements = fc.record({
  build: list,
  host: list,
  run: list,
  run_exports: fc.oneof(list, fc.record({ weak: list, strong: list, noarch: list }, { requiredKeys: [] })),
});

const downstream = fc.constantFrom(
  ...['zlib', 'Python >=3.10', 'conda-forge::fmt 10.*', 'lib-${{ mpi }}', '${{ base }} >=1', '${{ chosen }}'],
  '${{ "tbb" if linux else "openmp" }}',
);

const tests = fc.array(
  fc.oneof(
    fc.record({ script: fc.constant(['true']), requirements: fc.record({ run: list, build: list }) }),
    fc.record({ downstream }),
    fc.record({ if: condition, then: fc.record({ downstream }), else: fc.record({ downstream }) }),
  ),
  { maxLength: 2 },
);

const single = fc.record({
  context: fc.constant(CONTEXT),
  package: fc.constant({ name: 'gen', version: '${{ version }}' }),
  requirements,
  tests,
});

const output = fc.record({
  package: fc.record({
    name: fc.constantFrom('gen-lib', 'gen-${{ mpi }}', '${{ base }}-py'),
    version: fc.constant('1'),
  }),
  inherit: fc.constant('compile'),
  requirements,
  tests,
});

const several = fc.record({
  context: fc.constant(CONTEXT),
  recipe: fc.constant({ name: 'gen', version: '${{ version }}' }),
  outputs: fc
    .tuple(
      fc.record({ build: list, host: list }),
      fc.uniqueArray(output, { minLength: 1, maxLength: 3, selector: (one) => one.package.name }),
    )
    .map(([staged, outputs]) => [{ staging: { name: 'compile' }, requirements: staged }, ...outputs]),
});

/** Recipes as values: their JSON is YAML that rattler-build reads. */
export const generatedRecipe = fc.oneof(single, several);
