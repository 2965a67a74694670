import { satisfies, valid, validRange } from '@renovatebot/pep440';

const MAX_LENGTH = 1000;

/**
 * Whether a PEP 440 constraint, `>=1.0,<2`, allows a version. Pre-releases count like others. Invalid clauses allow
 * everything: an extra version does less harm than none.
 */
export function allowsVersion(constraint: string, version: string): boolean {
  if (valid(version) === null) return false;
  return clausesOf(constraint).every((clause) => satisfies(version, clause, { prereleases: true }));
}

function clausesOf(constraint: string): string[] {
  return constraint.slice(0, MAX_LENGTH).split(',').map(readable).filter(validRange);
}

/** Drops local versions (`+cu118`), which sdists do not have, and reads `>=1.*` like setuptools. */
function readable(clause: string): string {
  const written = clause.trim().replace(/\+[\w.-]*$/, '');
  return /^([<>]=?|~=)/.test(written) ? written.replace(/\.\*$/, '') : written;
}
