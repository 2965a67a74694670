import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TestWorkspace } from './test-workspace';

const recipe = (name: string, more = '') =>
  `package: { name: ${name}, version: "1" }\nbuild: { noarch: generic }\n${more}`;

describe('nx g nx-conda:import', () => {
  let workspace: TestWorkspace;
  let elsewhere: string;

  beforeEach(() => {
    workspace = new TestWorkspace();
    elsewhere = join(workspace.home, 'elsewhere');
  });

  afterEach(() => workspace.remove());

  it('adopts a repository: recipes with the files that they read, and shared variants', async () => {
    put('recipes/one/recipe.yaml', recipe('one', 'source: { path: x, patches: [../../patches/a.patch] }\n'));
    put('recipes/one/build.sh', '#!/bin/sh\n');
    chmodSync(join(elsewhere, 'recipes/one/build.sh'), 0o755);
    put('recipes/one/sub/logo.bin', Buffer.from([0, 255, 254, 10]));
    put(
      'recipes/group/two/recipe.yaml',
      recipe(
        'two',
        'source: { path: x, patches: [../../patches/a.patch] }\nrequirements: { host: [python] }\n',
      ),
    );
    put('patches/a.patch', 'diff\n');
    put('recipes/patches/a.patch', 'another\n');
    put('recipes/old/meta.yaml', '{% set version = "1" %}\npackage:\n  name: old\n');
    put('recipes/torn/recipe.yaml', 'package: [torn\n');
    put('recipes/boa/recipe.yaml', '{% set version = "1" %}\npackage:\n  name: boa\n');
    put('conda_build_config.yaml', 'python:\n  - "3.12"\nnumpy:\n  - "2"  # [linux]\n');
    const { exitCode, output } = await adopt(elsewhere);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(workspace.read('recipes/one/recipe.yaml')).toContain('name: one');
    expect(workspace.read('recipes/two/recipe.yaml')).toContain('name: two');
    // The first recipe has it: recipes/group/two.
    expect(workspace.read('patches/a.patch')).toBe('another\n');
    expect(statSync(join(workspace.root, 'recipes/one/build.sh')).mode & 0o111).not.toBe(0);
    expect(JSON.parse(workspace.read('variants.json'))).toEqual({ python: ['3.12'] });
    expect(output).toContain('recipe.yaml files: 2 imported, 2 not imported.');
    expect(output).toContain(
      'was not copied to patches/a.patch, because another imported recipe has a different file there.',
    );
    expect(output).toMatch(
      /Not added: .*\/conda_build_config\.yaml:3:1 numpy: the key has a selector, which nx-conda does not convert\./,
    );
    expect(output).toMatch(
      /recipes\/old\/meta\.yaml is in conda-build's format[^]*conda-recipe-manager convert/,
    );
    expect(output).toMatch(/Not imported: .*torn\/recipe\.yaml: .*torn\/recipe\.yaml:\d+:\d+/);
    expect(workspace.exists('recipes/torn')).toBe(false);
    const projects = await workspace.ok(['show', 'projects']);
    expect(projects.trim().split('\n').sort()).toEqual(['one', 'two']);
  });

  it('adopts a feedstock under its name, with its own variants', async () => {
    const feedstock = join(elsewhere, 'three-feedstock');
    put('three-feedstock/recipe/recipe.yaml', recipe('three'));
    put('three-feedstock/recipe/conda_build_config.yaml', 'flavour: ["sweet"]\n');
    put('three-feedstock/README.md', 'no part of the recipe');
    const { output } = await adopt(feedstock, '--directory=packages/conda');
    expect(workspace.exists('packages/conda/three/recipe.yaml')).toBe(true);
    expect(workspace.exists('packages/conda/three/conda_build_config.yaml')).toBe(false);
    expect(JSON.parse(workspace.read('variants.json'))).toEqual({ flavour: ['sweet'] });
    expect(output).toContain('Added to variants.json from');
  });

  it('leaves variants beside a recipe if they would change another', async () => {
    workspace.write(
      'recipes/own/recipe.yaml',
      recipe('own', 'requirements: { host: ["${{ flavour }}-cake"] }\n'),
    );
    put('four/recipe.yaml', recipe('four'));
    put('four/variants.yaml', 'flavour: ["sweet"]\n');
    const { output } = await adopt(join(elsewhere, 'four'));
    expect(workspace.read('recipes/four/variants.yaml')).toBe('flavour: ["sweet"]\n');
    expect(workspace.exists('variants.json')).toBe(false);
    expect(output).toContain('recipes/own/recipe.yaml also uses flavour');
  });

  it('overwrites nothing, and follows no link out of the folder', async () => {
    put('secret', 'secret');
    put('five/recipe.yaml', recipe('five'));
    symlinkSync(join(elsewhere, 'secret'), join(elsewhere, 'five/link'));
    symlinkSync('recipe.yaml', join(elsewhere, 'five/inside.yaml'));
    const first = await adopt(join(elsewhere, 'five'));
    expect(first.output).toContain(
      "link was not copied: this link does not lead to a file in the recipe's folder.",
    );
    expect(workspace.exists('recipes/five/link')).toBe(false);
    expect(workspace.read('recipes/five/inside.yaml')).toBe(recipe('five'));
    workspace.write('recipes/five/recipe.yaml', recipe('mine'));
    const second = await adopt(join(elsewhere, 'five'));
    expect(second.output).toContain('recipes/five already exists, and nothing is overwritten.');
    expect(workspace.read('recipes/five/recipe.yaml')).toBe(recipe('mine'));
  });

  it('writes nothing in a dry run', async () => {
    put('six/recipe.yaml', recipe('six'));
    const { output } = await adopt(join(elsewhere, 'six'), '--dry-run');
    expect(output).toContain('CREATE recipes/six/recipe.yaml');
    expect(workspace.exists('recipes')).toBe(false);
  });

  it.each([
    ['a missing folder', ['/nowhere'], /There is no folder \/nowhere\./],
    ['the workspace', ['.'], /is part of this workspace/],
    ['a folder around the workspace', ['..'], /is part of this workspace, or contains it/],
    ['a target outside', ['SOURCE', '--directory=../x'], /The folder \.\.\/x is outside of the workspace/],
    [
      'a target behind a link',
      ['SOURCE', '--directory=out/x'],
      /The folder out\/x is outside of the workspace/,
    ],
    ['a folder without recipes', ['EMPTY'], /No recipe found in/],
  ])('refuses %s', async (_what, args, message) => {
    put('seven/recipe.yaml', recipe('seven'));
    put('empty/README.md', '');
    symlinkSync(workspace.home, join(workspace.root, 'out'));
    const { exitCode, output } = await adopt(
      ...args.map((arg) =>
        arg.replace('SOURCE', join(elsewhere, 'seven')).replace('EMPTY', join(elsewhere, 'empty')),
      ),
    );
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(message);
  });

  function adopt(...args: string[]) {
    return workspace.nx(['g', 'nx-conda:import', ...args]);
  }

  function put(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(elsewhere, path)), { recursive: true });
    writeFileSync(join(elsewhere, path), content);
  }
});
