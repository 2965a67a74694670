import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { ExplainedError } from '../../../explained-error';
import type { SourceFacts } from '../../../source/source-facts';
import { facts, python, requirement } from '../facts.fixture';
import { generateRecipe } from '../generator';
import type { RecipeGeneratorOptions } from '../options.schema';
import { MAX_PACKAGES } from './plan-dependencies';

/** The requirements of each distribution, or its failure. */
type Index = Record<
  string,
  { requires?: string[]; builtBy?: string[]; version?: string; languages?: string[] } | Error
>;

const folder = mkdtempSync(join(tmpdir(), 'nx-conda-recursive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function factsOf(
  name: string,
  { requires = [], builtBy = ['setuptools'], version = '1.0', languages = [] }: Exclude<Index[string], Error>,
): SourceFacts {
  const said = python({
    requires: requires.map(requirement),
    buildRequires: builtBy.map(requirement),
    isPure: languages.length === 0,
  });
  return facts({ name, version, folder, languages, python: said });
}

async function generate(
  index: Index,
  options: Partial<RecipeGeneratorOptions> = {},
  { channels, before = {} }: { channels?: string[]; before?: Record<string, string> } = {},
) {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, text] of Object.entries(before)) tree.write(path, text);
  const asked: string[] = [];
  const readFacts = async (from: string, constraint = '') => {
    const name = from.replace('pypi:', '');
    asked.push(`${name}${constraint}`);
    const known = index[name];
    if (known === undefined) throw new ExplainedError(`The package index has no distribution ${name}.`);
    if (known instanceof Error) throw known;
    return factsOf(name, known);
  };
  const names = { workspace: new Set(['mine']), channels: channels && new Set(channels) };
  const log = await generateRecipe(
    tree,
    { name: 'thing', recursive: true, ...options },
    { readFacts, names },
  );
  const recipes = tree
    .listChanges()
    .map(({ path }) => path)
    .filter((path) => path.endsWith('/recipe.yaml'))
    .sort();
  return { tree, log, asked, recipes, read: (path: string) => tree.read(path, 'utf8') ?? '' };
}

describe('nx g recipe --recursive', () => {
  it('follows requirements, the nearest first, each once, and ends in a cycle', async () => {
    const { asked, recipes, log } = await generate({
      thing: { requires: ['odd-a', 'odd-b'] },
      'odd-a': { requires: ['odd-c', 'odd-b', 'odd-a'] },
      'odd-b': { requires: ['thing', 'odd-c'] },
      'odd-c': { requires: ['odd-a'] },
    });
    expect(asked).toEqual(['thing', 'odd-a', 'odd-b', 'odd-c']);
    expect(recipes).toEqual(
      ['odd-a', 'odd-b', 'odd-c', 'thing'].map((name) => `recipes/${name}/recipe.yaml`),
    );
    expect(log).toEqual([
      'The recipe recipes/thing/recipe.yaml is of the kind python. Next, run nx conda-check thing and nx conda-build thing',
    ]);
  });

  it('writes no TODO for names that it has written recipes for', async () => {
    const { read } = await generate({
      thing: { requires: ['odd-a', 'gone'] },
      'odd-a': { requires: ['odd-b'] },
      'odd-b': { requires: ['odd-a'] },
    });
    expect(read('recipes/odd-b/recipe.yaml')).toContain('- odd-a\n');
    expect(read('recipes/odd-b/recipe.yaml')).not.toContain('TODO');
    expect(read('recipes/thing/recipe.yaml').match(/TODO: check the name.*/g)).toEqual([
      'TODO: check the name of this package on your channels. On PyPI, the name is gone.',
    ]);
  });

  it('follows build requirements, and packages that a known channel lacks', async () => {
    const { asked } = await generate(
      {
        thing: { requires: ['numpy', 'click', 'mine'], builtBy: ['odd-backend', 'cmake'] },
        click: {},
        'odd-backend': {},
      },
      {},
      { channels: ['numpy', 'setuptools'] },
    );
    expect(asked).toEqual(['thing', 'click', 'odd-backend']);
  });

  it('names folders like conda, in the same directory', async () => {
    const { asked, recipes } = await generate(
      { thing: { requires: ['redis'] }, redis: { builtBy: ['hatchling'] } },
      { directory: 'more' },
      { channels: ['setuptools', 'hatchling'] },
    );
    expect(asked).toEqual(['thing', 'redis']);
    expect(recipes).toEqual(['more/redis-py/recipe.yaml', 'more/thing/recipe.yaml']);
  });

  it('uses the newest version that all allow, and reports excluded versions', async () => {
    const { asked, log } = await generate({
      thing: { requires: ['odd-a>=1,<3', 'odd-b'] },
      'odd-a': { version: '2.5' },
      'odd-b': { requires: ['odd-a<2', 'odd-c>=1', 'thing>=2'], builtBy: ['odd-a<2'] },
      'odd-c': { requires: [] },
    });
    expect(asked).toEqual(['thing', 'odd-a>=1,<3', 'odd-b', 'odd-c>=1']);
    expect(log.slice(0, 2)).toEqual([
      'recipes/thing/recipe.yaml: this recipe has version 1.0, but odd-b requires a version >=2. Change the version or the requirement.',
      'recipes/odd-a/recipe.yaml: this recipe has version 2.5, but odd-b requires a version <2. Change the version or the requirement.',
    ]);
    expect(log).toHaveLength(3);
  });

  it('combines constraints that are known in time', async () => {
    const { asked } = await generate({
      thing: { requires: ['odd-a', 'odd-b'] },
      'odd-a': { requires: ['odd-c>=1'] },
      'odd-b': { requires: ['odd-c<2'] },
      'odd-c': { version: '1.5' },
    });
    expect(asked).toContain('odd-c>=1,<2');
  });

  it('leaves out other platforms and extras', async () => {
    const { asked } = await generate({
      thing: {
        requires: [
          'a-mac; sys_platform == "darwin" and platform_system == "Windows"',
          'an-extra; extra == "x"',
        ],
      },
    });
    expect(asked).toEqual(['thing']);
  });

  it('reports each failure in one line, and keeps the rest', async () => {
    const { recipes, log } = await generate({
      thing: { requires: ['gone', 'broken', 'odd-a'] },
      broken: new Error('boom\n  at line 1\u001b[31m'),
      'odd-a': { requires: ['gone'] },
    });
    expect(recipes).toEqual(['recipes/odd-a/recipe.yaml', 'recipes/thing/recipe.yaml']);
    expect(log).toContain(
      'No recipe was written for gone, which thing requires: The package index has no distribution gone.',
    );
    expect(log).toContain('No recipe was written for broken, which thing requires: boom at line 1 [31m');
  });

  it('writes nothing if the first fails', async () => {
    await expect(generate({})).rejects.toThrow('has no distribution thing');
  });

  it('overwrites nothing', async () => {
    const before = { 'recipes/odd-a/recipe.yaml': 'mine' };
    const { asked, log, read } = await generate({ thing: { requires: ['odd-a'] } }, {}, { before });
    expect(asked).toEqual(['thing']);
    expect(read('recipes/odd-a/recipe.yaml')).toBe('mine');
    expect(log).toContain(
      'No recipe was written for odd-a, which thing requires: recipes/odd-a/recipe.yaml already exists.',
    );
  });

  it('stops at the limit', async () => {
    const endless = new Proxy({} as Index, {
      get: (_, name) => ({ requires: [`${String(name)}x`, `${String(name)}y`] }),
    });
    const { recipes, log } = await generate(endless);
    expect(recipes).toHaveLength(MAX_PACKAGES + 1);
    expect(log.at(-2)).toMatch(
      new RegExp(
        `^This run reached the limit of ${MAX_PACKAGES} packages, so no recipes were written for thing\\w+(?:, thing\\w+)+\\. To write these recipes, run nx g nx-conda:recipe <name> --recursive for each of these packages, with the same --directory, and with --from=pypi:<name on PyPI> if PyPI has the package under another name\\.$`,
      ),
    );
  });

  it('does not take a folder from untrusted text', async () => {
    const requires = ['../evil', 'a/b', 'x'.repeat(100), '.hidden', '$(touch x)', '-rf'];
    const named = requires.map((name) => ({ name, extras: [], constraint: '', marker: undefined }));
    const tree = createTreeWithEmptyWorkspace();
    const readFacts = async () => facts({ folder, python: python({ requires: named }) });
    await generateRecipe(
      tree,
      { name: 'thing', recursive: true },
      { readFacts, names: { workspace: new Set(), channels: undefined } },
    );
    const changes = tree
      .listChanges()
      .map(({ path }) => path)
      .filter((path) => path.endsWith('/recipe.yaml'));
    expect(changes).toEqual(['recipes/thing/recipe.yaml']);
  });

  it('adds the variants that any of them needs, once', async () => {
    const compiled = { languages: ['c'] };
    const { log } = await generate({
      thing: { requires: ['odd-a', 'odd-b'] },
      'odd-a': compiled,
      'odd-b': compiled,
    });
    expect(log[0]).toBe('variants.json: added python 3.12.*; c_stdlib sysroot; c_stdlib_version 2.17.');
  });
});

describe('nx g recipe', () => {
  it('suggests --recursive', async () => {
    const { asked, log } = await generate(
      { thing: { requires: ['numpy', 'odd-a', 'odd-b'] } },
      { recursive: false },
    );
    expect(asked).toEqual(['thing']);
    expect(log).toContain(
      'It is unknown whether your channels have odd-a, odd-b. To write recipes for these packages, begin with odd-a and its missing requirements: run nx g nx-conda:recipe odd-a --recursive',
    );
  });

  it('names the distribution and the directory if they differ', async () => {
    const { log } = await generate(
      { thing: { requires: ['redis'] } },
      { recursive: false, directory: 'more' },
      { channels: ['setuptools'] },
    );
    expect(log.join('\n')).toContain(
      'nx g nx-conda:recipe redis-py --from=pypi:redis --directory=more --recursive',
    );
  });

  it('does not suggest it if nothing is missing', async () => {
    const { log } = await generate({ thing: { requires: ['numpy'] } }, { recursive: false });
    expect(log.join('\n')).not.toContain('--recursive');
  });
});
