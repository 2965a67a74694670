import type { Arguments } from '../python/methods';
import { isDict, stringsOf, type Value } from '../python/values';
import type { Layout } from './distribution';

/**
 * The location of setup.py's modules.
 * @param setup arguments of the call of `setup`
 * @param found arguments of the call of `find_packages`
 */
export function setupLayout(setup: ReadonlyMap<string, Value>, found: Arguments | undefined): Layout {
  const packages = listedPackages(setup, found !== undefined) ?? includedPackages(found);
  const modules = stringsOf(setup.get('py_modules')).items;
  const root = rootOf(setup, found);
  return {
    ...(packages && { packages }),
    ...(modules.length > 0 && { modules }),
    ...(root !== undefined && { root }),
    excluded: stringsOf(found?.keywords.get('exclude')).items,
    findsAll: found !== undefined,
  };
}

/** `find_packages() + ["a.b"]` lists only a part. */
function listedPackages(setup: ReadonlyMap<string, Value>, isFound: boolean): string[] | undefined {
  const { items, isComplete } = stringsOf(setup.get('packages'));
  return items.length > 0 && (isComplete || !isFound) ? items : undefined;
}

/** `include=["a", "a.*"]` */
function includedPackages(found: Arguments | undefined): string[] | undefined {
  const { items } = stringsOf(found?.keywords.get('include'));
  const names = items.map((item) => item.replace(/\.?\*$/, '')).filter((item) => /^[\w.]+$/.test(item));
  return names.length > 0 ? [...new Set(names)] : undefined;
}

function rootOf(setup: ReadonlyMap<string, Value>, found: Arguments | undefined): string | undefined {
  const where = found?.keywords.get('where') ?? found?.args[0];
  const folders = setup.get('package_dir');
  const root = folders !== undefined && isDict(folders) ? folders.get('') : undefined;
  return [where, root].find((folder) => typeof folder === 'string' && folder !== '' && folder !== '.') as
    string | undefined;
}
