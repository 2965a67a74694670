import { condaForgeNames } from '../knowledge/conda-forge-names';
import { NAMES_ELSEWHERE } from '../knowledge/names-elsewhere';
import { foreignName } from '../knowledge/package-names';
import { normalizeName } from '../source/requirements/normalize-name';

/** As conda names it, without the CUDA suffix of pip's: `cumm-cu126` and `cumm_cu126` are `cumm`. */
export function distributionName(name: string): string {
  return normalizeName(name).replace(/-cu\d{2,3}$/, '');
}

/** Whether a conda package may contain a distribution of PyPI. */
export function mayContain(packageName: string, distribution: string): boolean {
  const name = normalizeName(distribution);
  const names = [
    ...[
      name,
      distributionName(name),
      `python-${name}`,
      name.replace(/^python-/, ''),
      `py${name}`,
      `${name}-base`,
    ],
    ...[condaForgeNames().get(name), NAMES_ELSEWHERE[name], foreignName(name)?.conda],
  ];
  const wanted = normalizeName(packageName);
  return names.some((one) => one !== undefined && normalizeName(one) === wanted);
}
