import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binary } from './engines';
import { type ListedFile, sdist, TestIndex } from './package-index';
import { TestWorkspace } from './test-workspace';

const EVIL = '$(touch pwned) `touch pwned` ${{ env.get("HOME") }} }}"\nbuild:\n  script: touch pwned\n';
/** A TOML string. */
const QUOTED = JSON.stringify(EVIL);

/** Names of distributions, and the pyproject.toml of their sdists. */
const SOURCES: Readonly<Record<string, string>> = {
  texts: project(`
name = "texts"
version = "1.0"
description = ${QUOTED}
license = { text = ${QUOTED} }
dependencies = ["../evil", "$(touch pwned)", "a; os_name == '$(touch pwned)'", "b @ file:///etc/passwd", "c[$(touch pwned)]", ${QUOTED}]
[project.urls]
Homepage = "javascript:touch pwned"
[project.scripts]
"$(touch pwned)" = "texts:main"
"../../pwned" = "texts:main"
`),
  'name-outside': project('name = "../../pwned"\nversion = "1.0"\n'),
  'name-command': project('name = "$(touch pwned)"\nversion = "1.0"\n'),
  'name-lines': project('name = "a\\nb: c"\nversion = "1.0"\n'),
  'version-lines': project('name = "version-lines"\nversion = "1.0\\"\\nbuild:\\n  script: touch pwned"\n'),
  large: project(
    `name = "large"\nversion = "1.0"\ndescription = "${'x'.repeat(900_000)}"\nkeywords = ["${'y'.repeat(90_000)}"]\n`,
  ),
  'too-large': project(`name = "too-large"\nversion = "1.0"\ndescription = "${'x'.repeat(10_000_000)}"\n`),
  'no-toml': '[project\nname = "no-toml"\n',
};

function project(text: string): string {
  return `[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\n${text.trim()}\n`;
}

/** The files that the index lists for a name. */
function filesOf(name: string): ListedFile[] | undefined {
  if (name === 'yanked') return [{ ...listed(name), yanked: 'of no use' }];
  return SOURCES[name] === undefined ? undefined : [listed(name)];
}

function listed(name: string): ListedFile {
  const module = name.replace(/-/g, '_');
  const files = {
    'pyproject.toml': SOURCES[name] ?? '',
    'setup.py': 'import os\nos.system("touch pwned")\nopen("pwned", "w")\n',
    LICENSE: EVIL,
    [`${module}/__init__.py`]: '',
    ...(name === 'texts' && { 'LICENSES/$(touch pwned)': '' }),
  };
  return { filename: `${module}-1.0.tar.gz`, archive: () => sdist(`${module}-1.0`, files) };
}

if (!binary) {
  console.warn('SKIPPED: recipes of hostile sources. Not here: a rattler-build binary.');
  it('says why no recipe is generated', () => expect(binary).toBeUndefined());
} else {
  describe('nx g recipe, with a malicious source', () => {
    let workspace: TestWorkspace;
    const index = new TestIndex(filesOf);
    let before: string[];

    beforeAll(async () => {
      await index.start();
      workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
      // Nx creates its own files the first time.
      await workspace.nx(['show', 'projects']);
      before = filesBelow(workspace);
    });

    afterAll(() => {
      workspace.remove();
      index.close();
    });

    const generate = (name: string, ...args: string[]) =>
      workspace.nx(['g', 'nx-conda:recipe', name, ...args, '--no-interactive'], index.env);

    it.each(['texts', 'large', 'version-lines'])(
      'writes one recipe that renders, with no active content of %s in it',
      async (name) => {
        const { exitCode, output } = await generate(name);
        expect(exitCode === 0 ? '' : output).toBe('');
        const text = workspace.read(`recipes/${name}/recipe.yaml`);
        expect(text.length).toBeLessThan(20_000);
        expect(text).not.toMatch(/^ {2}script: touch/m);
        expect(text).not.toContain('${{ env.get("HOME") }}');
        const rendered = await workspace.nx(['run', `${name}:conda-render`]);
        expect(rendered.exitCode === 0 ? '' : rendered.output).toBe('');
        expect(newFiles()).toEqual([`recipes/${name}/recipe.yaml`]);
        rmSync(join(workspace.root, 'recipes'), { recursive: true });
      },
    );

    it.each([
      ['name-outside', /has an invalid distribution name/],
      ['name-command', /has an invalid distribution name/],
      ['name-lines', /has an invalid distribution name/],
      ['too-large', /pyproject\.toml of the source is unreadable, or larger than/],
      ['no-toml', /pyproject\.toml of the source is not valid TOML/],
      ['yanked', /yanked: of no use|are yanked/],
      ['unheard-of', /The package index has no distribution unheard-of/],
    ])('reports the problem with %s, and writes nothing', async (name, message) => {
      const { exitCode, output } = await generate(name);
      expect(output).toMatch(message);
      expect(output).not.toMatch(/^ {4}at /m);
      expect(exitCode).not.toBe(0);
      expect(newFiles().filter((file) => file.includes(name) || file.includes('pwned'))).toEqual([]);
    });

    it.each([
      ['../evil', 'pypi:large'],
      ['a/../../evil', 'pypi:large'],
      ['$(touch pwned)', 'pypi:large'],
      ['fine', 'pypi:../evil'],
      ['fine', 'pypi:large@9.9'],
      ['fine', 'git:--upload-pack=touch pwned@v1'],
      ['fine', 'git:ext::sh -c touch% pwned@v1'],
      ['fine', 'path:/nowhere\nat all'],
    ])('rejects %j from %j', async (name, from) => {
      const { exitCode, output } = await generate(name, `--from=${from}`);
      expect(exitCode).not.toBe(0);
      expect(output).not.toMatch(/^ {4}at /m);
      expect(newFiles().filter((file) => /evil|pwned|fine/.test(file))).toEqual([]);
    });

    it('reports a missing network', async () => {
      const { exitCode, output } = await workspace.nx(
        ['g', 'nx-conda:recipe', 'fine', '--from=pypi:large', '--no-interactive'],
        { PIP_INDEX_URL: 'http://127.0.0.1:9/simple', NO_PROXY: '127.0.0.1' },
      );
      expect(output).toMatch(
        /Could not download \S*127\.0\.0\.1:9|127\.0\.0\.1:9\S* cannot be read|does not answer/,
      );
      expect(exitCode).not.toBe(0);
      expect(newFiles().filter((file) => file.includes('fine'))).toEqual([]);
    });

    const isNew = (file: string) => !before.includes(file);
    const newFiles = () => filesBelow(workspace).filter(isNew);
  });
}

/** Everything below the folder of the test except files of Nx and the engine; relative to the workspace if inside. */
function filesBelow({ home }: TestWorkspace): string[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(home.length + 1))
    .filter(
      (file) => !/^(nx-cache|cache|rattler-cache|\.\w+)\/|^workspace\/(\.nx|\.git|node_modules)\//.test(file),
    )
    .map((file) => file.replace(/^workspace\//, ''))
    .sort();
}
