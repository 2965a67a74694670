import type { Tree } from '@nx/devkit';
import { actionsFor } from './version-actions.fixture';

const forCore = (text: string) => actionsFor('core', { 'recipes/core/recipe.yaml': text });
const core = (tree: Tree) => tree.read('recipes/core/recipe.yaml', 'utf8');

describe('the version of a recipe', () => {
  it.each([
    ['package: { name: core, version: 1.2.3 }', '1.2.3'],
    ['package: { name: core, version: "0.4" }', '0.4.0'],
    ['package: { name: core, version: 2024.1.0.1 }', '2024.1.0.1'],
    ['context: { v: 1.1.0rc2 }\npackage: { name: core, version: "${{ v }}" }', '1.1.0-rc.2'],
    ['recipe: { name: core, version: 3.0.1 }\noutputs: [{ package: { name: a } }]', '3.0.1'],
  ])('is read for Nx: %s', async (text, currentVersion) => {
    const { tree, actions } = await forCore(text);
    await actions.validate(tree);
    expect(await actions.readCurrentVersionFromSourceManifest(tree)).toEqual({
      currentVersion,
      manifestPath: 'recipes/core/recipe.yaml',
    });
    expect(await actions.readCurrentVersionFromRegistry()).toBeNull();
  });

  it('is reported with its place if it is not literal', async () => {
    const said: string[] = [];
    jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
    const { tree, actions } = await forCore('package:\n  name: core\n  version: ${{ python }}.0\n');
    await expect(actions.readCurrentVersionFromSourceManifest(tree)).rejects.toThrow(
      'recipes/core/recipe.yaml:3:12 A template computes the version, so the recipe does not contain the version as text.',
    );
    jest.restoreAllMocks();
    expect(said).toEqual([
      expect.stringContaining(
        'does not contain the version as text.\n  1. Set the version as a variable of `context:`, and use this variable: ${{ version }}.\n  2. Or change the version by hand.',
      ),
    ]);
  });

  it('is missed without a recipe', async () => {
    const { tree, actions } = await forCore('package: { name: core, version: 1 }');
    tree.delete('recipes/core/recipe.yaml');
    await expect(actions.validate(tree)).rejects.toThrow('does not have a recipe.yaml file available');
  });
});

describe('the new version', () => {
  async function newVersion(current: string | null, input: string, preid = '') {
    const { actions } = await forCore('package: { name: core, version: 1 }');
    return actions.calculateNewVersion(current, input, 'USER_SPECIFIER', {}, preid);
  }

  it.each([
    ['1.0.0', 'minor', '', '1.1.0'],
    ['1.0.0', 'preminor', 'rc', '1.1.0-rc.0'],
    ['1.1.0-rc.0', 'prerelease', '', '1.1.0-rc.1'],
    ['1.0.0', '1.2.0', '', '1.2.0'],
    ['1.0.0', '1.2.0-rc.1', '', '1.2.0-rc.1'],
  ])("follows Nx's rules: %s, %s%s gives %s", async (current, input, preid, expected) => {
    expect(await newVersion(current, input, preid)).toEqual({
      newVersion: expected,
      logText: expect.stringMatching(
        /^❓ Applied .*, from the given specifier, to get new version /,
      ) as string,
    });
  });

  it.each([
    ['1.0.0', '2024.1'],
    ['1.0.0', '2024.1.0.1'],
    ['1.0.0', '1!2.0'],
    ['2024.1.0.1', '2024.2.0.0'],
    ['2024.1.0.1', '3.0.0'],
    [null, '3.0.0'],
  ])('is taken as given where semver has no rule: %s, %s', async (current, input) => {
    const logText = `❓ Applied the version ${input} as given`;
    expect(await newVersion(current, input)).toEqual({ newVersion: input, logText });
  });

  it('cannot be derived from four numbers', async () => {
    await expect(newVersion('2024.1.0.1', 'patch')).rejects.toThrow(
      'Cannot apply "patch" to 2024.1.0.1, which is not in the form major.minor.patch. To set the new version, run nx release version <version> --projects=core',
    );
  });

  it('is written with the build numbers, and nothing else changes', async () => {
    const text = `# The core: ünïcode.
context:
  version: '1.0.0' # kept, too
  number: 7
recipe: { name: core, version: "\${{ version }}" }
source:
  - url: https://example.org/\${{ version }}.tar.gz
    sha256: "0"
  - path: src
build:
  number:   2    # kept
  string: "h_2"
outputs:
  - package: { name: a }
    build: { number: "\${{ number + 100 }}" }
    source: { git: https://example.org/a, tag: "v\${{ version }}" }
  - package: { name: b }
    build: { number: "\${{ elsewhere }}" }
`;
    const { tree, actions } = await forCore(text);
    expect(await actions.updateProjectVersion(tree, '1.1.0-rc.0')).toEqual([
      '✍️  New version 1.1.0rc0 written to manifest: recipes/core/recipe.yaml',
      '⚠️  recipes/core/recipe.yaml:18:22 The build number was not changed: it is neither a number nor a template with one number from `context:`. Change the build number by hand.',
      '⚠️  recipes/core/recipe.yaml:7:5 The source was not changed, and may still be that of the old version. First undo the changes of nx release. Then, to change the version and the source together, run nx g nx-conda:bump core --to 1.1.0rc0',
      '⚠️  recipes/core/recipe.yaml:16:13 The source was not changed, and may still be that of the old version. First undo the changes of nx release. Then, to change the version and the source together, run nx g nx-conda:bump core --to 1.1.0rc0',
    ]);
    expect(core(tree)).toBe(
      text
        .replace("'1.0.0'", "'1.1.0rc0'")
        .replace('number: 7', 'number: 0')
        .replace('number:   2 ', 'number:   0 ')
        .replace('"h_2"', '"h_0"'),
    );
  });

  it('keeps the build numbers if it is the present one', async () => {
    const text = 'package: { name: core, version: 2024.1.0.1 }\nbuild: { number: 3 }\n';
    const { tree, actions } = await forCore(text);
    await actions.updateProjectVersion(tree, '2024.1.0.1');
    expect(core(tree)).toBe(text);
    await actions.updateProjectVersion(tree, '2024.2.0.0');
    expect(core(tree)).toBe('package: { name: core, version: 2024.2.0.0 }\nbuild: { number: 0 }\n');
  });
});
