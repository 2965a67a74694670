import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { ExplainedError } from '../../explained-error';
import type { SourceRequest } from '../parse-from';
import { checkOut } from './checkout';
import { gitOutput } from './git';
import { readTags, versionTags } from './tags';
import type { FetchOptions, FetchedSource } from '../fetched-source';

type GitRequest = Extract<SourceRequest, { kind: 'git' }>;

const COMMIT = /^[0-9a-f]{40}$/;
const TAGS = 'refs/tags/';
/** A tag name without characters that need escaping. */
const PLAIN_TAG = /^[\w.+][\w.+/!@#%=-]{0,199}$/;

/**
 * Checks out a tag. Default: the newest version tag, or the default branch if no tag is a version.
 * @throws ExplainedError if the tag does not exist, or git fails
 */
export async function fetchGit(request: GitRequest, { into, signal }: FetchOptions): Promise<FetchedSource> {
  const { url } = request;
  const folder = join(into, 'source');
  await mkdir(folder);
  const reference = await referenceFor(request, signal);
  await checkOut(url, reference, folder, signal);
  const commit = await gitOutput(['rev-parse', '--verify', 'HEAD'], 'read the commit', { folder });
  const tag = reference.startsWith(TAGS) ? reference.slice(TAGS.length) : undefined;
  return { folder, origin: { kind: 'git', url, tag, commit: commit.trim() } };
}

async function referenceFor({ url, tag }: GitRequest, signal: AbortSignal | undefined): Promise<string> {
  if (tag !== undefined && COMMIT.test(tag)) return tag;
  const tags = [...(await readTags(url, signal)).keys()].filter((name) => PLAIN_TAG.test(name));
  const [newest] = versionTags(tags);
  if (tag === undefined) return newest === undefined ? 'HEAD' : TAGS + newest;
  if (tags.includes(tag)) return TAGS + tag;
  const similar = tags.filter((one) => one.includes(tag.replace(/^v/, ''))).slice(0, 5);
  throw new ExplainedError(`${url} has no tag ${tag}.`, [
    similar.length > 0
      ? `Use one of these tags: ${similar.join(', ')}`
      : newest === undefined
        ? 'The repository has no version tags: replace the tag with a full commit hash (40 digits), or omit @<tag>.'
        : `Use the newest version, ${newest}, or another tag of the repository.`,
  ]);
}
