import { compare, explain, valid } from '@renovatebot/pep440';

export function isPythonVersion(version: string): boolean {
  return valid(version) !== null;
}

/** Alpha, beta, candidate or development. */
export function isPreRelease(version: string): boolean {
  return explain(version)?.is_prerelease ?? true;
}

/** Negative if `a` is older; 0 for `1.0` and `1.0.0` (PEP 440). Invalid versions come first. */
export function compareReleases(a: string, b: string): number {
  if (isPythonVersion(a) && isPythonVersion(b)) return compare(a, b);
  return Number(isPythonVersion(a)) - Number(isPythonVersion(b));
}
