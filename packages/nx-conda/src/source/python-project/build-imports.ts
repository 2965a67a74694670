import { isStandardModule } from '../../knowledge/python-modules';
import type { ImportedModule } from '../python/imports';
import type { BuildFile } from './build-code';

/** A module of another distribution that a build imports. */
export interface BuildImport {
  /** Its first name: `Cython`. */
  module: string;
  /** The file that imports it, relative to the top folder. */
  file: string;
  /** `always`; `sometimes`, below a condition or in a function; `optional`: the build also works without it. */
  need: 'always' | 'sometimes' | 'optional';
  /** `<3.11`; undefined for all Pythons. */
  python: string | undefined;
}

/**
 * The modules of other distributions that a build imports, each where it is needed most.
 * @param code of the build
 * @param packages import names of what the source installs
 */
export function buildImports(code: readonly BuildFile[], packages: readonly string[]): BuildImport[] {
  const own = new Set(packages.map((name) => name.split('.')[0] ?? name));
  const found = new Map<string, BuildImport>();
  for (const one of code.flatMap(importsOf)) {
    if (one.module === '' || isStandardModule(one.module) || own.has(one.module)) continue;
    const known = found.get(one.module);
    if (!known || isWider(one, known)) found.set(one.module, one);
  }
  return [...found.values()];
}

function importsOf({ name, reach, imports }: BuildFile): BuildImport[] {
  return imports.map((one) => ({
    module: one.module.split('.')[0] ?? '',
    file: name,
    need: reach === 'always' ? needOf(one) : 'optional',
    python: one.python,
  }));
}

function needOf({ isOptional, isConditional }: ImportedModule): BuildImport['need'] {
  return isOptional ? 'optional' : isConditional ? 'sometimes' : 'always';
}

const NEEDS: readonly BuildImport['need'][] = ['optional', 'sometimes', 'always'];

function isWider(one: BuildImport, other: BuildImport): boolean {
  if (one.need !== other.need) return NEEDS.indexOf(one.need) > NEEDS.indexOf(other.need);
  return one.python === undefined && other.python !== undefined;
}
