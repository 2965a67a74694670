import { recipe, variantsAfter } from './import.fixture';

const HELP = (from: string, name = from) =>
  `  To use the keys that were not added, copy FROM/${from} to ${name} in the workspace root, and list variants.json and ${name} in "variants" in the options of nx-conda in nx.json. For a key in both files, the file that is listed last counts.`;

describe('the variants of imported recipes', () => {
  it('become those of the workspace, file by file', async () => {
    const result = await variantsAfter(
      {
        'conda_build_config.yaml':
          'python:\n  - "3.12"\nnumpy:\n  - "2"  # [linux]\nopenssl: ["3"]\nblas: [mkl]\n',
        'ci/variants.yaml': 'cuda: ["12.8", "13.0"]\ngcc: ["13", "14"]\nzip_keys: [[cuda, gcc]]\n',
        'ci/linux.yaml': 'not: [read]\n',
        'recipes/one/recipe.yaml': recipe('one', 'python'),
        'recipes/one/conda_build_config.yaml': 'flavour: ["sweet"]\n',
        'recipes/one/variants.yaml': 'taste: [1, true]\n',
      },
      { 'variants.json': '{ "openssl": ["1"], "blas": ["mkl"] }' },
    );
    expect(result).toEqual({
      variants: `{
  "openssl": [
    "1"
  ],
  "blas": [
    "mkl"
  ],
  "python": [
    "3.12"
  ],
  "cuda": [
    "12.8",
    "13.0"
  ],
  "gcc": [
    "13",
    "14"
  ],
  "zip_keys": [
    [
      "cuda",
      "gcc"
    ]
  ],
  "taste": [
    1,
    true
  ]
}
`,
      // rattler-build does not read it beside variants.yaml.
      copied: ['recipes/one/conda_build_config.yaml'],
      lines: [
        'Added to variants.json from FROM/conda_build_config.yaml: python',
        'Not added: FROM/conda_build_config.yaml:3:1 numpy: the key has a selector, which nx-conda does not convert.',
        'Not added: FROM/conda_build_config.yaml: openssl: variants.json has other values or other zip_keys.',
        HELP('conda_build_config.yaml'),
        'Added to variants.json from FROM/ci/variants.yaml: cuda, gcc',
        'Added to variants.json from FROM/recipes/one/variants.yaml: taste',
      ],
    });
  });

  it.each([
    [
      'another recipe of the workspace uses a key',
      'flavour: [sweet]\n',
      { 'recipes/own/recipe.yaml': recipe('own', '"${{ flavour }}-cake"'), 'recipes/torn/recipe.yaml': '[' },
      'recipes/own/recipe.yaml also uses flavour. Values in variants.json would apply to recipes/own/recipe.yaml, too.',
    ],
    [
      'the workspace sets a key',
      'c-compiler: [clang]\n',
      { 'variants.json': '{ "c_compiler": ["gcc"] }' },
      'variants.json also sets c_compiler. The value in variants.json overrides the value in the copied file.',
    ],
    [
      'JSON cannot express a value',
      'flavour:\n  - if: linux\n    then: sweet\n',
      {},
      'FROM/one/variants.yaml:1:1 flavour: FROM/one/variants.yaml:2:5 is a condition, which nx-conda does not convert.',
    ],
  ])('stay beside their recipe if %s', async (_why, text, present, reason) => {
    const files = {
      'one/recipe.yaml': recipe('one', '"${{ flavour | default(1) }}"'),
      'one/variants.yaml': text,
    };
    expect(await variantsAfter(files, present)).toEqual({
      variants: undefined,
      copied: ['recipes/one/variants.yaml'],
      lines: [
        'FROM/one/variants.yaml was not added to variants.json, but copied beside its recipe, where rattler-build reads it. Reason:',
        `  ${reason}`,
      ],
    });
  });

  it('change nothing if none of them can be added', async () => {
    const files = { 'one/recipe.yaml': recipe('one'), 'variants.yaml': 'blas: [mkl]\nc: [gcc]\n' };
    const present = { 'variants.json': '{ "c": ["gcc"], "blas": ["openblas"] }' };
    const { variants, lines } = await variantsAfter(files, present);
    expect(variants).toBeUndefined();
    expect(lines).toEqual([
      'Not added: FROM/variants.yaml: blas: variants.json has other values or other zip_keys.',
      HELP('variants.yaml'),
    ]);
  });

  it('get another name in the help if the workspace has a file of the same name', async () => {
    const files = { 'one/recipe.yaml': recipe('one'), 'variants.json': '{ "c": ["clang"] }' };
    const { lines } = await variantsAfter(files, { 'variants.json': '{ "c": ["gcc"] }' });
    expect(lines.at(-1)).toBe(HELP('variants.json', 'imported-variants.json'));
  });

  it.each(['{', '[1]'])('stay where they are if variants.json is %s', async (broken) => {
    const files = { 'one/recipe.yaml': recipe('one'), 'one/variants.yaml': 'a: [b]\n' };
    expect(await variantsAfter(files, { 'variants.json': broken })).toEqual({
      variants: undefined,
      copied: ['recipes/one/variants.yaml'],
      lines: [
        'variants.json is not a JSON object, so no variant keys were added to it. Correct variants.json. Variant files beside a recipe were copied with the recipe; add the keys of other variant files by hand.',
      ],
    });
  });
});
