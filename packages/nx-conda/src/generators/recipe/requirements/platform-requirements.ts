import { PACKAGES_EVERYWHERE } from '../../../knowledge/packages-everywhere';
import type { PythonRequirement } from '../../../source/source-facts';
import { condaNameOf, type NameKnowledge } from './conda-name';
import { conditionOf } from './marker';

/**
 * The packages that a source requires on some platforms only, by conda's names: a noarch package is built once, so it
 * would require on all platforms what the platform of its build needs. Packages that exist everywhere do not count.
 */
export function platformRequirements(
  requires: readonly PythonRequirement[],
  names: NameKnowledge,
  oldestPython: string,
): string[] {
  const found = requires.flatMap(({ name, marker }) => {
    const condition = marker === undefined ? true : conditionOf(marker, { isNoarch: true, oldestPython });
    const conda = typeof condition === 'string' ? condaNameOf(name, names).name : undefined;
    return conda === undefined || PACKAGES_EVERYWHERE.has(conda) ? [] : [conda];
  });
  return [...new Set(found)];
}
