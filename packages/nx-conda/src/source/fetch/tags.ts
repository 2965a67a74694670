import { gitOutput } from './git';
import { compareReleases, isPreRelease } from './release-order';

/** The commit of every tag of a repository; for an annotated tag, the commit that it points to. */
export type GitTags = ReadonlyMap<string, string>;

/** `v1.2.3`, `1.2`, `release-1.2`, `name-v1.2`, `name/1.2rc1`. */
const VERSION_TAG =
  /^(?:[A-Za-z][A-Za-z\d.]*[-_/])*?(?:v|V|r|rel|release)?[._-]?(\d+(?:[._]\d+)*(?:[-._]?(?:a|b|rc|alpha|beta|pre|dev|post|c)[-._]?\d*)?)$/;

/**
 * Reads the tags of a repository.
 * @param url a URL or an absolute path
 * @throws ExplainedError if it does not answer
 */
export async function readTags(url: string, signal?: AbortSignal): Promise<GitTags> {
  const what = `read the tags of ${url}`;
  return parseTags(await gitOutput(['ls-remote', '--tags', '--', url], what, { url, signal }));
}

/** @param listing lines of `git ls-remote`; after an annotated tag, a line with `^{}` has its commit */
export function parseTags(listing: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const [, commit = '', name = ''] of listing.matchAll(
    /^([\da-f]{40,64})\trefs\/tags\/(.+?)(?:\^\{\})?$/gm,
  )) {
    tags.set(name, commit);
  }
  return tags;
}

/** The version in a tag; undefined for other tags. */
export function versionOfTag(tag: string): string | undefined {
  return VERSION_TAG.exec(tag)?.[1]?.replaceAll('_', '.');
}

/** Tags of releases, the newest first; pre-releases only if no tag is a release. */
export function versionTags(tags: Iterable<string>): string[] {
  const versions = [...tags].flatMap((tag) => {
    const version = versionOfTag(tag);
    return version === undefined ? [] : [{ tag, version }];
  });
  const releases = versions.filter(({ version }) => !isPreRelease(version));
  return (releases.length > 0 ? releases : versions)
    .sort((a, b) => compareReleases(a.version, b.version))
    .map(({ tag }) => tag)
    .reverse();
}
