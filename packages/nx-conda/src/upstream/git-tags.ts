import { tmpdir } from 'node:os';
import { git, lastLine } from './run-git';
import { UpstreamError } from './upstream-error';

/** The commit of every tag of a repository; of an annotated tag the commit that it stands for. */
export type GitTags = ReadonlyMap<string, string>;

/**
 * Asks a repository for its tags.
 * @param url a URL or an absolute path
 * @throws UpstreamError where it does not answer
 */
export async function readTags(url: string): Promise<GitTags> {
  const result = await git(['ls-remote', '--tags', '--', url], tmpdir());
  if (result.exitCode !== 0) {
    throw new UpstreamError(`The tags of ${url} cannot be read: ${lastLine(result)}`, [
      `See what git says: git ls-remote --tags ${url}`,
      'Check the address, the network and the credentials. Nothing was changed.',
    ]);
  }
  return parseTags(result.stdout);
}

/** @param listing lines of `git ls-remote`; `^{}` marks what an annotated tag stands for and comes after it. */
export function parseTags(listing: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const [, commit = '', name = ''] of listing.matchAll(
    /^([\da-f]{40,64})\trefs\/tags\/(.+?)(?:\^\{\})?$/gm,
  )) {
    tags.set(name, commit);
  }
  return tags;
}
