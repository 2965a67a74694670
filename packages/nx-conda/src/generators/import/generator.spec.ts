import { chmodSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { generate, root, writeBelow, writeWorkspace } from '../nx-workspace.fixture';
import type { ImportGeneratorOptions } from './options.schema';

const elsewhere = join(root, '../elsewhere');
const recipe = (name: string, more = '') => `# ${name}\npackage: { name: ${name}, version: "1" }\n${more}`;
const patched = (name: string, ...patches: string[]) =>
  recipe(name, `source: { path: src, patches: [${patches.map((patch) => `"${patch}"`).join(', ')}] }\n`);

function adopt(options: Partial<ImportGeneratorOptions> = {}) {
  return generate<ImportGeneratorOptions>('import', { path: elsewhere, ...options });
}

const put = (path: string, content: string | Buffer) => writeBelow(elsewhere, path, content);

beforeEach(() => {
  rmSync(elsewhere, { recursive: true, force: true });
  writeWorkspace({});
});

describe('nx g import', () => {
  it('copies the recipes of a repository, with the files that they read', async () => {
    const one = patched('one', '../../patches/a.patch', '../../patches/same.patch', '../gone.patch');
    const two = patched('two', '../../patches/a.patch');
    put('recipes/one/recipe.yaml', one);
    put('recipes/one/build.sh', '#!/bin/sh\n');
    chmodSync(join(elsewhere, 'recipes/one/build.sh'), 0o755);
    put('recipes/one/sub/logo.bin', Buffer.from([0, 255, 254, 10]));
    put('recipes/one/.git/config', '');
    put('recipes/group/two/recipe.yaml', two);
    put('recipes/patches/a.patch', 'another\n');
    chmodSync(join(elsewhere, 'recipes/patches/a.patch'), 0o600);
    put('recipes/cached/recipe.yaml', recipe('cached', 'cache: { build: { script: make } }\n'));
    put('recipes/there/recipe.yaml', recipe('there'));
    put('recipes/torn/recipe.yaml', 'package: [torn\n');
    put('recipes/old/meta.yaml', '{% set version = "1" %}\n');
    put('patches/a.patch', 'diff\n');
    put('patches/same.patch', 'same\n');
    put('node_modules/x/recipe.yaml', recipe('x'));
    put('.hidden/recipe.yaml', recipe('hidden'));
    writeWorkspace({ 'recipes/there/README.md': 'mine', 'patches/same.patch': 'same\n' });
    const { tree, lines, changes, refusal } = await adopt();
    expect(refusal).toBeUndefined();
    expect(changes).toEqual({
      'recipes/cached/recipe.yaml': recipe('cached', 'cache: { build: { script: make } }\n'),
      'recipes/one/recipe.yaml': one,
      'recipes/one/build.sh': '#!/bin/sh\n',
      'recipes/one/sub/logo.bin': expect.any(String) as string,
      'recipes/two/recipe.yaml': two,
      // The first recipe has it: recipes/group/two.
      'patches/a.patch': 'another\n',
    });
    expect(tree.read('recipes/one/sub/logo.bin')).toEqual(Buffer.from([0, 255, 254, 10]));
    const modes = tree.listChanges().map(({ path, options }) => [path, options?.mode]);
    expect(Object.fromEntries(modes)).toMatchObject({
      ...{ 'recipes/one/build.sh': 0o755, 'patches/a.patch': 0o600 },
    });
    expect(existsSync(join(root, 'recipes/one'))).toBe(false);
    expect(lines).toEqual([
      'recipe.yaml files: 3 imported, 2 not imported.',
      `Imported: recipes/cached from ${elsewhere}/recipes/cached`,
      '  The recipe has `cache:`, which is now called `staging:`. To convert the recipe, run rattler-build migrate-recipe -r recipes/cached',
      `Imported: recipes/two from ${elsewhere}/recipes/group/two`,
      `Imported: recipes/one from ${elsewhere}/recipes/one`,
      '  The recipe reads ../gone.patch, which was not copied, because this path does not lead to a file in the imported folder. Copy ../gone.patch, or change the recipe.',
      `  ${elsewhere}/patches/a.patch was not copied to patches/a.patch, because another imported recipe has a different file there. Check that this recipe works with the other file.`,
      `Not imported: ${elsewhere}/recipes/there/recipe.yaml: recipes/there already exists, and nothing is overwritten. To import this recipe, move or delete recipes/there, or pass another folder with --directory.`,
      expect.stringMatching(/^Not imported: .*\/torn\/recipe\.yaml: .*\/torn\/recipe\.yaml:2:1 /),
      `Not imported: ${elsewhere}/recipes/old/meta.yaml is in conda-build's format, which rattler-build does not read.\n` +
        '  1. In the folder of this file, run conda-recipe-manager convert meta.yaml > recipe.yaml. Check the result, and import again.\n' +
        '  2. Or run feedrattler, which converts a whole feedstock of conda-forge.',
    ]);
  });

  it('names a feedstock after its repository', async () => {
    put('three-feedstock/recipe/recipe.yaml', recipe('libthree'));
    put('three-feedstock/README.md', 'not part of the recipe');
    const { changes } = await adopt({ path: '../elsewhere/three-feedstock', directory: './conda//forge/' });
    expect(changes).toEqual({ 'conda/forge/three/recipe.yaml': recipe('libthree') });
  });

  it('follows no link out of the folder', async () => {
    const four = patched('four', '../patches/link.patch', '../patches/inside.patch');
    put('../secret', 'secret');
    put('four/recipe.yaml', four);
    put('patches/plain.patch', 'diff\n');
    for (const [link, target] of [
      ['four/link', join(elsewhere, '../secret')],
      ['four/dangling', 'nowhere'],
      ['four/inside.yaml', 'recipe.yaml'],
      ['patches/link.patch', '../../secret'],
      ['patches/inside.patch', 'plain.patch'],
    ] as const)
      symlinkSync(target, join(elsewhere, link));
    const { lines, changes } = await adopt();
    expect(changes).toEqual({
      'recipes/four/recipe.yaml': four,
      'recipes/four/inside.yaml': four,
      'recipes/patches/inside.patch': 'diff\n',
    });
    expect(lines.slice(2).sort()).toEqual([
      '  The recipe reads ../patches/link.patch, which was not copied, because this path does not lead to a file in the imported folder. Copy ../patches/link.patch, or change the recipe.',
      "  dangling was not copied: this link does not lead to a file in the recipe's folder. If the recipe needs the target of the link, copy the target by hand.",
      "  link was not copied: this link does not lead to a file in the recipe's folder. If the recipe needs the target of the link, copy the target by hand.",
    ]);
  });

  it('copies no file over another, and none out of the workspace', async () => {
    put('a/b/five/recipe.yaml', patched('five', '../changed.patch', '../../../deep.patch'));
    put('a/b/changed.patch', 'new\n');
    put('deep.patch', 'diff\n');
    writeWorkspace({ 'recipes/changed.patch': 'mine\n' });
    const { lines, changes } = await adopt();
    expect(Object.keys(changes)).toEqual(['recipes/five/recipe.yaml']);
    expect(lines.slice(2)).toEqual([
      '  The recipe reads ../../../deep.patch, which was not copied: the copy would be outside of the workspace. Copy the file into the workspace, and correct the path in the recipe.',
      '  The recipe reads ../changed.patch, but recipes/changed.patch already exists with other content and was not changed. Check that the recipe works with the existing file.',
    ]);
  });

  it('finds no recipe in a folder without one', async () => {
    put('README.md', '');
    expect(await adopt()).toMatchObject({
      ...{ lines: [], changes: {} },
      refusal:
        `No recipe found in ${elsewhere}.\n` +
        '  1. Pass a folder that contains a recipe.yaml, directly or in a subfolder.\n' +
        '  2. To write a new recipe, run nx g nx-conda:recipe',
    });
  });
});
