import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll, buildArguments } from './build';
import { Cache, keyed } from './cache';

describe('buildArguments', () => {
  it("takes nothing from other channels, and nothing from the user's configuration", () => {
    const args = buildArguments('/recipe', '/output');
    expect(args).toContain('--no-config');
    expect(args.filter((_, index) => args[index - 1] === '--channel')).toEqual(['file:///output']);
  });
});

describe('buildAll', () => {
  // Builds everything except the package named broken.
  const fake = `#!/bin/sh
for argument; do
  case "$previous" in --recipe) recipe=$argument ;; --output-dir) output=$argument ;; esac
  previous=$argument
done
if grep -q '"broken"' "$recipe/recipe.yaml"; then echo 'the reason' >&2; exit 1; fi
mkdir -p "$output/noarch" "$output/bld/work" "$output/src_cache"
touch "$output/noarch/repodata.json"
`;
  let root: string;
  let cache: Cache;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'offline-channel-build-'));
    cache = new Cache(join(root, 'cache'));
    await writeFile(join(root, 'rattler-build'), fake);
    await chmod(join(root, 'rattler-build'), 0o755);
  });

  afterEach(() => rm(root, { recursive: true }));

  it('keeps the subdirs of the result, and nothing else of the build', async () => {
    const done = await build('one', 'two', 'three');

    expect(done.sort()).toEqual(['one', 'three', 'two']);
    expect(await readdir(cache.packageFolder(planned('two')))).toEqual(['noarch']);
    expect(await readdir(cache.staging)).toEqual([]);
  });

  it('says why a package did not build, and keeps earlier ones', async () => {
    await expect(build('one', 'two', 'three', 'broken')).rejects.toThrow('broken did not build:\nthe reason');

    const kept = await readdir(join(cache.root, 'packages'));
    expect(kept.map((name) => name.split('-')[0]).sort()).toEqual(['one', 'three', 'two']);
  });

  it('accepts a package that another run has added meanwhile', async () => {
    await build('one');
    expect(await build('one')).toEqual(['one']);
    expect(await readdir(cache.packageFolder(planned('one')))).toEqual(['noarch']);
  });

  async function build(...names: string[]): Promise<string[]> {
    const done: string[] = [];
    await buildAll(names.map(planned), join(root, 'rattler-build'), cache, (name) => done.push(name));
    return done;
  }

  function planned(name: string) {
    const recipe = {
      package: { name, version: '1' },
      build: { number: 0, noarch: 'generic', string: '{key}' },
      about: { summary: name, license: 'MIT' },
    } as const;
    return keyed({ recipe, downloads: {} }, '');
  }
});
