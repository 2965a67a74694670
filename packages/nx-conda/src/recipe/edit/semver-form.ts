/** Words for a pre-release that conda sorts before the release, longest first. */
const WORDS = 'alpha|beta|dev|rc|a|b';

/**
 * A conda version as semver: `0.4` is 0.4.0, `1.2.3rc1` is 1.2.3-rc.1. A version without a semver form, like
 * 2024.1.0.1, is unchanged.
 */
export function toSemver(version: string): string {
  const pattern = new RegExp(`^(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:[._]?(${WORDS})[._]?(\\d+))?$`);
  const [, major, minor = '0', patch = '0', word, number] = pattern.exec(version) ?? [];
  if (major === undefined) return version;
  const release = [major, minor, patch].map(Number).join('.');
  return word === undefined ? release : `${release}-${word}.${Number(number)}`;
}

/** The reverse; conda has no dash in versions. `1.2.3-rc.1` is 1.2.3rc1, `1.2.3-4` is 1.2.3dev4. */
export function toCondaVersion(version: string): string {
  const [, release, word = '', number = ''] = /^(\d+(?:\.\d+)*)-(?:([a-z]+)\.?)?(\d+)$/i.exec(version) ?? [];
  return release === undefined ? version : `${release}${word.toLowerCase() || 'dev'}${number}`;
}
