import { ExplainedError } from '../../explained-error';
import { compareVersions } from '../../knowledge/versions';
import { compareReleases } from '../../source/fetch/release-order';
import { readTags } from '../../source/fetch/tags';
import { gitAddress } from './git-address';
import { distributionOf, sdistInIndex } from './index-source';
import type { SourceReading } from './source-reading';

/** A repository whose tags name versions. */
export interface TaggedRepository {
  url: string;
  /** What stands around the version in a tag. */
  prefix: string;
  suffix: string;
}

/**
 * The newest release in the package index where the source is from there, or the highest version among the tags of the
 * source that look like the tag it has now.
 * @param folder the recipe's, absolute
 * @throws ExplainedError where no source is of an index or a tag of a repository, or none is higher
 */
export async function latestVersion(
  sources: readonly SourceReading[],
  current: string,
  folder: string,
): Promise<string> {
  const [place] = sources.flatMap(
    (one) => distributionOf(one, current) ?? taggedRepository(one, current) ?? [],
  );
  if (place === undefined) throw noTags(current);
  return typeof place === 'string' ? latestInIndex(place, current) : latestTag(place, current, folder);
}

async function latestTag(repository: TaggedRepository, current: string, folder: string): Promise<string> {
  const tags = await readTags(gitAddress(repository.url, folder));
  const [latest] = versionsIn([...tags.keys()], repository);
  if (latest !== undefined && compareVersions(latest, current) > 0) return latest;
  throw new ExplainedError(`${current} is the latest version: ${repository.url} has no higher tag.`, [
    'For a pre-release, name it: --to <version>',
  ]);
}

async function latestInIndex(distribution: string, current: string): Promise<string> {
  const {
    sdist: { version },
  } = await sdistInIndex(distribution);
  if (compareReleases(version, current) > 0) return version;
  throw new ExplainedError(
    `${current} is the latest version: the index has no newer one of ${distribution}.`,
    ['For a pre-release, name it: --to <version>'],
  );
}

/** What a source says about tags: its own, or the one in the address of an archive that a forge makes. */
export function taggedRepository(
  { source, urls, ref }: SourceReading,
  version: string,
): TaggedRepository | undefined {
  const [url = ''] = urls;
  if (source.kind === 'git') return ref && aroundVersion(url, ref.text, version);
  const archive =
    /^(https?:\/\/[^/]+\/.+?)\/(?:-\/)?(?:archive|releases\/download)\/(?:refs\/tags\/)?([^/]+)/;
  const [, repository = '', tag = ''] = archive.exec(url) ?? [];
  if (repository === '') return undefined;
  return aroundVersion(repository, tag.replace(/\.(tar\.\w+|tgz|zip)$/, ''), version);
}

/** Final versions in tags, the highest first. */
export function versionsIn(tags: readonly string[], { prefix, suffix }: TaggedRepository): string[] {
  const end = -suffix.length || undefined;
  return tags
    .filter((tag) => tag.startsWith(prefix) && tag.endsWith(suffix))
    .map((tag) => tag.slice(prefix.length, end))
    .filter((version) => /^\d+(\.\d+)*$/.test(version))
    .sort((a, b) => compareVersions(b, a));
}

function aroundVersion(url: string, tag: string, version: string): TaggedRepository | undefined {
  const at = tag.indexOf(version);
  if (at < 0) return undefined;
  return { url, prefix: tag.slice(0, at), suffix: tag.slice(at + version.length) };
}

function noTags(current: string): ExplainedError {
  return new ExplainedError(
    `Which version is the latest cannot be told: no source of the recipe is a tag of a repository that names ${current}.`,
    ['Name the version: --to <version>'],
  );
}
