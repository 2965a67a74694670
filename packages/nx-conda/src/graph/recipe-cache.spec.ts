import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mentions } from '../recipe/reads/mentions';
import { environmentHash, RecipeCache, type CachedRecipe } from './recipe-cache';

const VARIABLE = 'NX_CONDA_CACHE_SPEC';

function entry(environment: string[] = []): CachedRecipe {
  const mentions: Mentions = {
    ...{ identifiers: [], environment, files: [], experimental: false, usesGit: false, loads: [] },
    ...{ reads: [], repositories: [], unhashed: [], scripts: [] },
  };
  return { mentions, environment: environmentHash(mentions), scripts: {}, outputs: [] };
}

describe('RecipeCache', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-cache-'))));

  afterEach(() => {
    rmSync(folder, { recursive: true });
    process.env[VARIABLE] = '';
  });

  function saved(keys: string[], before = new RecipeCache(folder, folder)): RecipeCache {
    keys.forEach((key) => before.set(key, entry()));
    before.save();
    return new RecipeCache(folder, folder);
  }

  it('is shared by processes', () => {
    expect(saved(['a']).get('a')).toEqual(entry());
    expect(saved([]).get('b')).toBeUndefined();
  });

  it('drops an entry when its environment variable changed', () => {
    process.env[VARIABLE] = 'one';
    const cache = new RecipeCache(folder, folder);
    cache.set('a', entry([VARIABLE]));
    expect(cache.get('a')).toBeDefined();
    process.env[VARIABLE] = 'two';
    expect(cache.get('a')).toBeUndefined();
  });

  it('drops an entry when a script that Nx does not list changed', () => {
    const cache = new RecipeCache(folder, folder);
    writeFileSync(join(folder, 'build.sh'), 'one');
    const scripts = { 'build.sh': cache.hashOf('build.sh'), 'build.bat': '' };
    cache.set('a', { ...entry(), scripts });
    expect(cache.get('a')).toBeDefined();
    writeFileSync(join(folder, 'build.sh'), 'two');
    expect(cache.get('a')).toBeUndefined();
  });

  it('distinguishes an empty variable from an unset one', () => {
    Reflect.deleteProperty(process.env, VARIABLE);
    const cache = new RecipeCache(folder, folder);
    cache.set('a', entry([VARIABLE]));
    process.env[VARIABLE] = '';
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps as many old entries as new ones, the latest', () => {
    saved(['a', 'b', 'c']);
    const second = new RecipeCache(folder, folder);
    second.get('a');
    const third = saved(['d'], second);
    expect(['a', 'b', 'c', 'd'].map((key) => third.get(key) !== undefined)).toEqual([true, true, true, true]);
    const fourth = saved(['e']);
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => fourth.get(key))).toEqual(['d', 'e']);
  });

  it('only costs time if its folder cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const cache = new RecipeCache(folder, join(folder, 'file'));
    cache.set('a', entry());
    cache.save();
    expect(cache.get('a')).toEqual(entry());
  });

  it('writes nothing without changes', () => {
    new RecipeCache(folder, folder).save();
    expect(existsSync(join(folder, 'nx-conda-recipes.json'))).toBe(false);
  });
});
