import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mentions } from '../recipe/mentions';
import { environmentHash, RecipeCache, type CachedRecipe } from './recipe-cache';

const VARIABLE = 'NX_CONDA_CACHE_SPEC';

function entry(environment: string[] = []): CachedRecipe {
  const mentions: Mentions = {
    ...{ identifiers: [], environment, files: [], experimental: false, usesGit: false, loads: [] },
    ...{ reads: [], repositories: [], unhashed: [], scripts: [] },
  };
  return { mentions, environment: environmentHash(mentions), outputs: [] };
}

describe('RecipeCache', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-cache-'))));

  afterEach(() => {
    rmSync(folder, { recursive: true });
    process.env[VARIABLE] = '';
  });

  function saved(keys: string[], before = new RecipeCache(folder)): RecipeCache {
    keys.forEach((key) => before.set(key, entry()));
    before.save();
    return new RecipeCache(folder);
  }

  it('remembers over processes', () => {
    expect(saved(['a']).get('a')).toEqual(entry());
    expect(saved([]).get('b')).toBeUndefined();
  });

  it('forgets what depends on an environment variable that changed', () => {
    process.env[VARIABLE] = 'one';
    const cache = new RecipeCache(folder);
    cache.set('a', entry([VARIABLE]));
    expect(cache.get('a')).toBeDefined();
    process.env[VARIABLE] = 'two';
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps as many old entries as there are new ones, the latest', () => {
    saved(['a', 'b', 'c']);
    const second = new RecipeCache(folder);
    second.get('a');
    const third = saved(['d'], second);
    expect(['a', 'b', 'c', 'd'].map((key) => third.get(key) !== undefined)).toEqual([true, true, true, true]);
    const fourth = saved(['e']);
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => fourth.get(key))).toEqual(['d', 'e']);
  });

  it('writes nothing where nothing is new', () => {
    new RecipeCache(folder).save();
    expect(existsSync(join(folder, 'nx-conda-recipes.json'))).toBe(false);
  });
});
