import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generate, root, writeBelow, writeWorkspace } from '../nx-workspace.fixture';
import type { ImportGeneratorOptions } from './options.schema';

const elsewhere = join(root, '../elsewhere');
const recipe = (name: string, host = '') =>
  `package: { name: ${name}, version: "1" }\nrequirements: { host: [${host}] }\n`;

/** Imports these files into a workspace with those. @returns variants.json, and the lines about variants */
async function importInto(
  files: Record<string, string>,
  present: Record<string, string> = {},
  options: object = {},
) {
  rmSync(elsewhere, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) writeBelow(elsewhere, path, text);
  writeWorkspace(present, options);
  const { lines, changes } = await generate<ImportGeneratorOptions>('import', { path: elsewhere });
  return {
    variants: changes['variants.json'],
    changes,
    copied: Object.keys(changes).filter((path) => /\/(variants|conda_build_config)\.yaml$/.test(path)),
    lines: lines
      .filter((line) => !/^recipe\.yaml files:|^Imported:/.test(line))
      .map((line) => line.replaceAll(elsewhere, 'FROM')),
  };
}

/** Without the other changes. */
async function variantsAfter(...[files, present]: Parameters<typeof importInto>) {
  const { variants, copied, lines } = await importInto(files, present);
  return { variants, copied, lines };
}

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

  describe('with the option `variants`', () => {
    const options = { variants: ['conda/first.yaml', 'conda/all.json'] };

    it('go to the JSON file of the option', async () => {
      const files = {
        'one/recipe.yaml': recipe('one'),
        'ci/variants.yaml': 'blas: [mkl]\nc: [gcc]\nlapack: [x]\n',
      };
      const present = { 'conda/first.yaml': 'c: [clang]\nlapack: [x]\n', 'conda/all.json': '{ "d": ["1"] }' };
      const { changes, lines } = await importInto(files, present, options);
      expect(changes['variants.json']).toBeUndefined();
      expect(JSON.parse(changes['conda/all.json'] ?? '')).toEqual({ d: ['1'], blas: ['mkl'] });
      expect(lines).toEqual([
        'Added to conda/all.json from FROM/ci/variants.yaml: blas',
        'Not added: FROM/ci/variants.yaml: c: conda/first.yaml has other values or other zip_keys.',
        expect.stringContaining('list conda/first.yaml, conda/all.json and variants.yaml in "variants"'),
      ]);
    });

    it('stay beside their recipe if another listed file sets a key', async () => {
      const files = { 'one/recipe.yaml': recipe('one'), 'one/variants.yaml': 'c: [gcc]\n' };
      const { changes, copied, lines } = await importInto(
        files,
        { 'conda/first.yaml': 'c: [clang]\n' },
        options,
      );
      expect([changes['conda/all.json'], copied]).toEqual([undefined, ['recipes/one/variants.yaml']]);
      expect(lines).toEqual([
        'FROM/one/variants.yaml was not added to conda/all.json, but copied beside its recipe, where rattler-build reads it. Reason:',
        '  conda/first.yaml also sets c. The value in conda/first.yaml overrides the value in the copied file.',
      ]);
    });

    it('stay where they are if groups of another file would not count', async () => {
      const files = {
        'one/recipe.yaml': recipe('one'),
        'one/variants.yaml': 'e: [1, 2]\nf: [1, 2]\nzip_keys: [[e, f]]\n',
        'ci/variants.yaml': 'a: [1, 2]\nb: [1, 2]\nz: [1]\nzip_keys: [[a, b]]\n',
      };
      const present = { 'conda/first.yaml': 'c: [1, 2]\nd: [1, 2]\nzip_keys: [[c, d]]\n' };
      const { changes, copied, lines } = await importInto(files, present, options);
      expect(JSON.parse(changes['conda/all.json'] ?? '')).toEqual({ z: [1] });
      expect(copied).toEqual(['recipes/one/variants.yaml']);
      expect(lines.join('\n')).toContain(
        'conda/first.yaml also has zip_keys, and only those of one file count.',
      );
    });

    it('stay where they are if it lists no JSON file', async () => {
      const files = { 'one/recipe.yaml': recipe('one'), 'one/variants.yaml': 'c: [gcc]\n' };
      const { changes, copied, lines } = await importInto(files, {}, { variants: ['a.yaml'] });
      expect([changes['variants.json'], copied]).toEqual([undefined, ['recipes/one/variants.yaml']]);
      expect(lines).toEqual([expect.stringMatching(/^No variant keys were added: .* lists a\.yaml\./)]);
    });
  });
});
