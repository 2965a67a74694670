import { condaForgeNames } from '../knowledge/conda-forge-names';
import { NAMES_ELSEWHERE } from '../knowledge/names-elsewhere';
import { foreignName } from '../knowledge/package-names';
import { isOtherOnCondaForge, isWithoutMetadata, namedLikeModule } from '../knowledge/python-metadata';
import { normalizeName } from '../source/requirements/normalize-name';

/** As conda names it, without the CUDA suffix of pip's: `cumm-cu126` and `cumm_cu126` are `cumm`. */
export function distributionName(name: string): string {
  return normalizeName(name).replace(/-cu\d{2,3}$/, '');
}

/** Whether a conda package may contain the metadata of a distribution of PyPI. */
export function mayContain(packageName: string, distribution: string): boolean {
  const name = normalizeName(distribution);
  if (isWithoutMetadata(name)) return false;
  const names = [...guesses(name), ...knownNames(name)];
  const other = namedLikeModule(distribution) ?? namedLikeModule(name);
  const wanted = normalizeName(packageName);
  if (
    other !== undefined &&
    wanted !== name &&
    [other, ...knownNames(other)].map(normalizeName).includes(wanted)
  )
    return false;
  return names.some((one) => normalizeName(one) === wanted);
}

/** Whether a conda package is known to be a distribution of PyPI. */
export function isPackageOf(packageName: string, distribution: string): boolean {
  const name = normalizeName(distribution);
  const wanted = distributionName(packageName);
  const names = [distributionName(name), ...knownNames(name)].map(normalizeName);
  return names.includes(wanted) && mayContain(packageName, distribution);
}

function guesses(name: string): string[] {
  const own = isOtherOnCondaForge(name) ? [] : [name];
  return [
    ...own,
    ...(distributionName(name) === name ? [] : [distributionName(name)]),
    `python-${name}`,
    ...(name.startsWith('python-') ? [name.replace(/^python-/, '')] : []),
    `py${name}`,
    `${name}-base`,
  ];
}

function knownNames(name: string): string[] {
  const elsewhere = Object.hasOwn(NAMES_ELSEWHERE, name) ? NAMES_ELSEWHERE[name] : undefined;
  const names = [condaForgeNames().get(name), elsewhere, foreignName(name)?.conda];
  return names.filter((one) => one !== undefined);
}
