import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary } from './engines';
import { TestWorkspace } from './test-workspace';

const PYPROJECT = `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "small-thing"
version = "1.2.0"
description = "A thing: '\${{ env.get(\\"HOME\\") }}' # small"
license = "MIT"
requires-python = ">=3.9"
dependencies = ["torch>=2", "numpy", "an-odd-one", "tomli; python_version < '3.11'"]

[tool.setuptools]
packages = ["small_thing"]
`;

if (!binary) {
  console.warn('SKIPPED: nx g recipe. Not here: a rattler-build binary.');
  it('says why no recipe is generated', () => expect(binary).toBeUndefined());
} else {
  describe('nx g recipe', () => {
    let workspace: TestWorkspace;

    beforeAll(() => {
      workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
      workspace.write('variants.json', '{\n  "other": ["1"]\n}\n');
      workspace.write('src/small/pyproject.toml', PYPROJECT);
      workspace.write('src/small/LICENSE', 'MIT');
      workspace.write('src/small/small_thing/__init__.py', '');
      workspace.write('src/research/thing/__init__.py', '');
      workspace.write('src/headers/include/thing/thing.hpp', '#pragma once\n');
      workspace.write('src/cpp/CMakeLists.txt', 'project(cpp LANGUAGES CXX)\nfind_package(ZLIB REQUIRED)\n');
    });

    afterAll(() => workspace.remove());

    const generate = (...args: string[]) => workspace.nx(['g', 'recipe', ...args, '--no-interactive']);
    const textOf = (path: string) => readFileSync(join(workspace.root, path), 'utf8');

    it('writes nothing in a dry run', async () => {
      const { exitCode, output } = await generate('small-thing', '--from=path:src/small', '--dry-run');
      expect(output).toContain('CREATE recipes/small-thing/recipe.yaml');
      expect(exitCode).toBe(0);
      expect(() => textOf('recipes/small-thing/recipe.yaml')).toThrow('ENOENT');
    });

    it.each([
      ['small-thing', '--from=path:src/small', 'noarch: python'],
      ['research', '--from=path:src/research', 'cp -R thing "$SP_DIR/"'],
      ['headers', '--from=path:src/headers', 'noarch: generic'],
      ['cpp', '--from=path:src/cpp', '- zlib'],
      ['blank', '--from=blank', 'path: src'],
      ['gpu', '--from=blank', "${{ compiler('cuda') }}", '--kind=cuda-extension'],
      ['stack', '--kind=meta', 'noarch: generic'],
    ])('%s is a recipe without findings of conda-check', async (name, from, part, ...args) => {
      const { exitCode, output } = await generate(name, from, ...args);
      expect(output).toContain(`Next, run nx conda-check ${name} and nx conda-build ${name}`);
      expect(exitCode).toBe(0);
      expect(textOf(`recipes/${name}/recipe.yaml`)).toContain(part);
      // The source that the recipe expects.
      if (from === '--from=blank') workspace.write(`recipes/${name}/src/pyproject.toml`, PYPROJECT);
      const checked = await workspace.nx(['run', `${name}:conda-check`, '--channels=conda-forge']);
      expect(checked.output).not.toMatch(/\berror\b/);
      expect(checked.exitCode).toBe(0);
      const rendered = await workspace.nx(['run', `${name}:conda-render`]);
      expect(rendered.exitCode).toBe(0);
    });

    it('uses the names of conda, reports unknown ones, and adds keys that variants.json lacks', async () => {
      const text = textOf('recipes/small-thing/recipe.yaml');
      expect(text).toContain('- pytorch >=2\n');
      expect(text).toContain(
        '# TODO: check the name of this package on your channels. On PyPI, the name is an-odd-one.\n',
      );
      const variants = textOf('variants.json');
      expect(variants).toMatch(/^\{\n {2}"other": \["1"\],\n {2}"c_stdlib": /);
      expect(variants).toContain('"cuda_compiler_version": ["12.6"]');
    });

    it('overwrites nothing, and reports errors without a stack trace', async () => {
      const before = textOf('recipes/cpp/recipe.yaml');
      const again = await generate('cpp', '--from=path:src/small');
      expect(again.output).toContain('recipes/cpp/recipe.yaml already exists.');
      expect(again.output).not.toMatch(/^ {4}at /m);
      expect(again.exitCode).not.toBe(0);
      expect(textOf('recipes/cpp/recipe.yaml')).toBe(before);
      const outside = await generate('evil', '--from=path:src/small', '--directory=../outside');
      expect(outside.output).toContain(
        '--directory must be a relative path to a folder inside the workspace',
      );
      const nowhere = await generate('evil', '--from=path:nowhere');
      expect(nowhere.output).toContain('There is no source folder');
    });
  });
}
