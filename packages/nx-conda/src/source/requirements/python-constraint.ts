import { satisfies, valid, validRange } from '@renovatebot/pep440';

const MAX_LENGTH = 1000;

/**
 * Whether a version is one that a constraint of PEP 440 allows: `>=1.0,<2`. Pre-releases count like others. A clause
 * that is none forbids nothing: one version too many harms less than none.
 */
export function allowsVersion(constraint: string, version: string): boolean {
  if (valid(version) === null) return false;
  return clausesOf(constraint).every((clause) => satisfies(version, clause, { prereleases: true }));
}

function clausesOf(constraint: string): string[] {
  return constraint.slice(0, MAX_LENGTH).split(',').map(readable).filter(validRange);
}

/** Without local versions (`+cu118`), which no sdist has, and with `>=1.*` as setuptools has always understood it. */
function readable(clause: string): string {
  const written = clause.trim().replace(/\+[\w.-]*$/, '');
  return /^([<>]=?|~=)/.test(written) ? written.replace(/\.\*$/, '') : written;
}
