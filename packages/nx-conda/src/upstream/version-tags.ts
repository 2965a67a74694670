import { compareReleases, isPreRelease } from './release-order';

/** `v1.2.3`, `1.2`, `release-1.2`, `name-v1.2`, `name/1.2rc1`. */
const TAG =
  /^(?:[A-Za-z][\w.]*[-_/])*(?:v|V|r|rel|release)?[._-]?(\d+(?:[._]\d+)*(?:[-._]?(?:a|b|rc|alpha|beta|pre|dev|post|c)[-._]?\d*)?)$/;

/** The version that a tag names; undefined for other tags. */
export function versionOfTag(tag: string): string | undefined {
  return TAG.exec(tag)?.[1]?.replaceAll('_', '.');
}

/** The tag with the newest release; one before a release only where there is nothing else. */
export function newestVersionTag(tags: readonly string[]): string | undefined {
  const versions = tags.flatMap((tag) => {
    const version = versionOfTag(tag);
    return version === undefined ? [] : [{ tag, version }];
  });
  const releases = versions.filter(({ version }) => !isPreRelease(version));
  const sorted = (releases.length > 0 ? releases : versions).sort((a, b) =>
    compareReleases(a.version, b.version),
  );
  return sorted.at(-1)?.tag;
}
