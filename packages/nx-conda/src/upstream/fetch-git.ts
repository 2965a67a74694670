import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { ExplainedError } from '../recipe/explained-error';
import type { FetchedSource, FetchOptions } from './fetch-source';
import { git, type GitContext } from './git';
import { parseTags } from './git-tags';
import type { SourceRequest } from './parse-from';
import { newestVersionTag } from './version-tags';

type GitRequest = Extract<SourceRequest, { kind: 'git' }>;

const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Checks out a tag, without history and submodules. Without a tag it is the newest version, or what the repository has
 * on top where no tag is a version.
 * @throws ExplainedError where there is no such tag, or git fails
 */
export async function fetchGit(request: GitRequest, options: FetchOptions): Promise<FetchedSource> {
  const { url } = request;
  const folder = join(options.into, 'source');
  await mkdir(folder);
  const context = { cwd: folder, signal: options.signal };
  const tags = COMMIT.test(request.tag ?? '') ? [] : await tagsOf(url, context);
  const reference = referenceFor(request, tags);
  await git(['init', '--quiet'], 'make a repository', context);
  await git(
    ['fetch', '--quiet', '--depth', '1', '--no-tags', '--', url, reference],
    `fetch ${reference} of ${url}`,
    context,
  );
  await git(['checkout', '--quiet', 'FETCH_HEAD'], `check out ${reference} of ${url}`, context);
  const commit = (await git(['rev-parse', '--verify', 'HEAD'], 'read the commit', context)).trim();
  const tag = reference.startsWith(TAGS) ? reference.slice(TAGS.length) : undefined;
  return { folder, origin: { kind: 'git', url, tag, commit } };
}

const TAGS = 'refs/tags/';
/** A name that means nothing else to anybody who reads it. */
const PLAIN_TAG = /^[\w.+][\w.+/!@#%=-]{0,199}$/;

async function tagsOf(url: string, context: GitContext): Promise<string[]> {
  const listed = await git(['ls-remote', '--tags', '--refs', '--', url], `read the tags of ${url}`, context);
  return [...parseTags(listed).keys()].filter((tag) => PLAIN_TAG.test(tag));
}

function referenceFor({ url, tag }: GitRequest, tags: readonly string[]): string {
  if (tag !== undefined && COMMIT.test(tag)) return tag;
  if (tag === undefined) {
    const newest = newestVersionTag(tags);
    return newest === undefined ? 'HEAD' : TAGS + newest;
  }
  if (tags.includes(tag)) return TAGS + tag;
  const similar = tags.filter((one) => one.includes(tag.replace(/^v/, ''))).slice(0, 5);
  const newest = newestVersionTag(tags);
  throw new ExplainedError(`${url} has no tag ${tag}.`, [
    similar.length > 0
      ? `Take one of these: ${similar.join(', ')}`
      : newest === undefined
        ? 'It has no tags for versions: name a commit, with 40 digits, or leave @<tag> out.'
        : `The newest version is ${newest}.`,
  ]);
}
