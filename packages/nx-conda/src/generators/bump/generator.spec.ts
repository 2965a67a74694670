import { generate, writeWorkspace } from '../nx-workspace.fixture';
import { LINES, Upstream } from './upstream.fixture';
import type { BumpGeneratorOptions } from './options.schema';

const upstream = new Upstream('lib');
const old = upstream.release('v1.9', LINES);
const next = upstream.release('v1.10', `0\n${LINES}`);
const FILE = 'recipes/lib/recipe.yaml';
const LIB = `# The library.
context: { version: "1.9" }   # as upstream
package: { name: Lib, version: "\${{ version }}" }
source:
  git: ${upstream.url}
  tag: v\${{ version }}\${{ suffix }}
  expected_commit: ${old}
build: { number: 3, noarch: generic }
requirements:
  build: [lib]   # bootstraps itself
  run_exports: [Lib >=1.9]
`;

const dependent = (name: string, requirements: string, build = '') =>
  `package: { name: ${name}, version: "1" }\n${build}requirements: ${requirements}\n`;
const FILES = {
  [FILE]: LIB,
  'variants.json': '{ "suffix": [""], "bound": ["1.8"] }',
  'recipes/built/recipe.yaml': dependent('built', '{ host: ["lib ==1.9"] } # pin', 'build: { number: 4 }\n'),
  'recipes/tool/recipe.yaml': dependent('tool', '{ build: [lib] }'),
  'recipes/odd/recipe.yaml': dependent('odd', '{ host: [lib] }', 'build: { number: "${{ bound }}" }\n'),
  'recipes/user/recipe.yaml': dependent('user', '{ run: ["lib >=${{ bound }}", "lib <2"] }'),
  'recipes/open/recipe.yaml': dependent('open', '{ run: ["${{ pin_compatible(\'lib\') }}"] }'),
  'recipes/torn/recipe.yaml': 'package: [torn\n',
};

function bump(options: Partial<BumpGeneratorOptions>, files: Record<string, string> = FILES) {
  writeWorkspace(files);
  return generate<BumpGeneratorOptions>('bump', { project: 'lib', ...options });
}

describe('nx g bump', () => {
  it('writes the recipe, and names the recipes that require its packages', async () => {
    const { lines, changes, refusal } = await bump({ latest: true });
    expect(refusal).toBeUndefined();
    expect(changes).toEqual({
      [FILE]: LIB.replace('"1.9"', '"1.10"').replace(old, next).replace('number: 3', 'number: 0'),
    });
    expect(lines).toEqual([
      `${FILE}:2:21 version 1.9 → 1.10`,
      `New source: ${upstream.url} v1.10, commit ${next}`,
      'recipes/built/recipe.yaml:3:24 lib ==1.9 excludes the new version. Change this requirement.',
      "recipes/open/recipe.yaml:2:23 ${{ pin_compatible('lib') }} may exclude the new version. Check this requirement.",
      'These projects are built against the bumped package: built, odd, tool. Their build numbers were not raised. Raise these build numbers by hand, or undo the bump and run the same command with --dependents.',
    ]);
  });

  it('raises the build numbers of recipes that are built against it', async () => {
    const { lines, changes } = await bump({ to: '1.10', dependents: true, project: 'recipes/lib' });
    const built = FILES['recipes/built/recipe.yaml'] ?? '';
    expect(changes).toEqual({
      [FILE]: expect.stringContaining('number: 0') as string,
      'recipes/built/recipe.yaml': built.replace('number: 4', 'number: 5'),
    });
    expect(lines.slice(2, -2)).toEqual([
      'recipes/built/recipe.yaml: the build number was raised.',
      'recipes/odd/recipe.yaml:2:18 The build number was not changed: it is neither a number nor a template with one number from `context:`. Change the build number by hand.',
      'recipes/odd/recipe.yaml has no build number that nx-conda can raise. Set the build number by hand.',
      'recipes/tool/recipe.yaml has no build number that nx-conda can raise. Set the build number by hand.',
    ]);
  });

  const one = [
    'Pass either --to or --latest.',
    'For a specific version, pass --to <version>',
    'For the newest release or the highest tag of the source, pass --latest',
  ];
  it.each<[string, Partial<BumpGeneratorOptions>, string[]]>([
    ['no version', {}, one],
    ['two versions', { to: '2.0', latest: true }, one],
    [
      'a text that is no version',
      { to: '$(touch x)' },
      [
        '"$(touch x)" is not a version.',
        'Write the version as in the recipe: digits, letters and dots, without the `v` of a tag.',
      ],
    ],
    [
      'a number that may have been another text',
      { to: 1.1 },
      [
        'The version was passed as the number 1.1. Numbers lose trailing zeros, so it is unclear which version was meant.',
        "On the command line, pass --to=<version>, without quotes inside the value. In code, pass a string: { to: '<version>' }.",
      ],
    ],
    [
      'the present version',
      { to: '1.9' },
      [
        `${FILE} is already at version 1.9.`,
        'To choose another version, pass --to <version>',
        'If you wrote 1.9 into the recipe yourself, restore the old version and run the same command again: bump then changes the source too.',
      ],
    ],
    [
      'an unknown recipe',
      { project: 'app', to: '2.0' },
      [
        'The recipe app does not exist.',
        'This workspace has these recipes: built, lib, odd, open, tool, torn, user.',
      ],
    ],
    [
      'a version without a tag',
      { to: '2.0' },
      [
        `Cannot move from 1.9 to 2.0: ${upstream.url} has no tag v2.0. Nothing was changed.`,
        'Choose another version, or correct the tag in the recipe: the highest tags of this repository are v1.10, v1.9.',
      ],
    ],
  ])('refuses %s', async (_what, options, [message, ...help]) => {
    const steps = help.map((step, index) => `  ${index + 1}. ${step}`);
    expect(await bump(options)).toMatchObject({
      ...{ lines: [], changes: {} },
      refusal: [message, ...steps].join('\n'),
    });
  });

  it('refuses any recipe in a workspace without recipes', async () => {
    const { refusal } = await bump({ to: '2.0' }, {});
    expect(refusal).toBe('The recipe lib does not exist.\n  1. This workspace has no recipes.');
  });

  it('refuses a source that has several values, with its place', async () => {
    const { refusal } = await bump({ to: '1.10' }, { ...FILES, 'variants.json': '{ "suffix": ["", "a"] }' });
    expect(refusal).toBe(
      `${FILE}:6:8 Cannot determine the value of \`v\${{ version }}\${{ suffix }}\` in \`source:\`: it has several values, for example v1.9, v1.9a.\n` +
        '  1. Write one entry of `source:` for each case, with `if:`.\n  2. Or change the recipe by hand.',
    );
    const broken = await bump({ to: '1.10' }, { ...FILES, 'variants.json': '{' });
    expect(broken.refusal).toMatch(/:6:8 Cannot determine the value of `.*` in `source:`: undefined value/);
  });
});
