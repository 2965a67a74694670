import { binary } from './engines';
import { type ListedFile, sdist, TestIndex } from './package-index';
import { TestWorkspace } from './test-workspace';

/** Files of an index by the name that lists them. */
const SDISTS: Readonly<Record<string, Record<string, string>>> = {
  thing: {
    'thing-1.0.tar.gz': sources('thing', '1.0', ['odd-a>=1,<2', 'numpy', "on-windows; os_name == 'nt'"]),
  },
  'odd-a': {
    'odd_a-2.0.tar.gz': sources('odd-a', '2.0', []),
    'odd_a-1.5.tar.gz': sources('odd-a', '1.5', ['odd-b', 'thing', 'only-wheels', 'unheard-of']),
  },
  'odd-b': { 'odd_b-3.0.tar.gz': sources('odd-b', '3.0', ['odd-a', 'click']) },
  click: { 'click-8.1.0.tar.gz': sources('click', '8.1.0', []) },
  'only-wheels': { 'only_wheels-1.0-py3-none-any.whl': '' },
};

/** @returns pyproject.toml */
function sources(name: string, version: string, dependencies: string[]): string {
  return `[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "${name}"
version = "${version}"
description = "An odd one"
license = "MIT"
requires-python = ">=3.9"
dependencies = ${JSON.stringify(dependencies)}

[tool.setuptools]
packages = ["${name.replace('-', '_')}"]
`;
}

/** The files that the index lists for a name. */
function filesOf(name: string): ListedFile[] | undefined {
  const files = SDISTS[name];
  return files && Object.entries(files).map(([filename, pyproject]) => listed(filename, pyproject));
}

function listed(filename: string, pyproject: string): ListedFile {
  const top = filename.replace('.tar.gz', '');
  const module = top.replace(/-.*/, '');
  const files = { 'pyproject.toml': pyproject, LICENSE: 'MIT', [`${module}/__init__.py`]: '' };
  return { filename, archive: () => sdist(top, files) };
}

if (!binary) {
  console.warn('SKIPPED: nx g recipe --recursive. Not here: a rattler-build binary.');
  it('says why no recipe is generated', () => expect(binary).toBeUndefined());
} else {
  describe('nx g recipe --recursive', () => {
    let workspace: TestWorkspace;
    const index = new TestIndex(filesOf);

    beforeAll(() => index.start());

    beforeEach(() => {
      index.asked = [];
      workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
      workspace.write('channel/noarch/repodata.json', repodata('pip', 'python', 'setuptools', 'numpy'));
      workspace.write(
        'nx.json',
        JSON.stringify({ plugins: [{ plugin: 'nx-conda', options: { channels: ['./channel'] } }] }),
      );
    });

    afterEach(() => workspace.remove());
    afterAll(() => index.close());

    const generate = (...args: string[]) =>
      workspace.nx(['g', 'nx-conda:recipe', ...args, '--no-interactive'], index.env);

    it('writes recipes for packages missing in the channel, without findings of conda-check', async () => {
      const { exitCode, output } = await generate('thing', '--recursive');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(workspace.read('recipes/odd-a/recipe.yaml')).toContain('version: "1.5"');
      expect(workspace.read('recipes/thing/recipe.yaml')).not.toContain('the name is odd-a');
      expect(workspace.read('recipes/odd-a/recipe.yaml')).toContain('On PyPI, the name is unheard-of.');
      expect(output).toContain(
        'No recipe was written for only-wheels, which odd-a requires: The package index has no sdist',
      );
      expect(output).toContain(
        'No recipe was written for unheard-of, which odd-a requires: The package index has no dist',
      );
      // On conda-forge, but not in this channel.
      expect(workspace.read('recipes/click/recipe.yaml')).toContain('version: "8.1.0"');
      expect(index.asked).not.toContain('numpy');
      expect(index.asked).not.toContain('on-windows');
      for (const name of ['thing', 'odd-b']) {
        const checked = await workspace.nx(['run', `${name}:conda-check`]);
        expect(checked.output).not.toMatch(/\berror\b/);
        expect(checked.exitCode).toBe(0);
      }
    });

    it('stops at packages that the workspace builds, and reports missing ones without --recursive', async () => {
      await generate('odd-b', '--from=pypi:odd-b');
      index.asked = [];
      const { output } = await generate('odd-a', '--from=pypi:odd-a@1.5');
      expect(output).toContain('Neither the workspace nor its channels have thing, only-wheels, unheard-of.');
      expect(output).toContain('nx g nx-conda:recipe thing --recursive');
      expect(new Set(index.asked)).toEqual(new Set(['odd-a']));
    });

    it('writes nothing in a dry run, and nothing if the first is unavailable', async () => {
      const dry = await generate('thing', '--recursive', '--dry-run');
      expect(dry.output).toContain('CREATE recipes/odd-b/recipe.yaml');
      const gone = await generate('unheard-of', '--recursive');
      expect(gone.output).toContain('The package index has no distribution unheard-of.');
      expect(gone.exitCode).not.toBe(0);
      expect(() => workspace.read('recipes/odd-b/recipe.yaml')).toThrow('ENOENT');
    });
  });
}

function repodata(...names: string[]): string {
  const packages = names.map((name) => [
    `${name}-99.0-0.conda`,
    {
      name,
      version: name === 'python' ? '3.12.1' : '99.0',
      build: '0',
      build_number: 0,
      depends: [],
      subdir: 'noarch',
      size: 1,
      sha256: '0'.repeat(64),
    },
  ]);
  return JSON.stringify({
    info: { subdir: 'noarch' },
    packages: {},
    'packages.conda': Object.fromEntries(packages) as object,
  });
}
