import { ExplainedError } from '../../explained-error';
import { compareVersions } from '../../knowledge/versions';
import { compareReleases } from '../../source/fetch/release-order';
import { readTags } from '../../source/fetch/tags';
import { gitAddress, tagOf } from './git-address';
import { distributionOf, sdistInIndex } from './index-source';
import type { SourceReading } from './source-reading';

/** A repository whose tags name versions. */
export interface TaggedRepository {
  url: string;
  /** The text before and after the version in a tag. */
  prefix: string;
  suffix: string;
}

export interface LatestVersion {
  version: string;
  /** Log lines: a newer release that cannot be built from the index. */
  remarks: string[];
}

/**
 * The newest release in the package index that has an sdist if the source comes from it, otherwise the highest version among the
 * source's tags that look like its current tag.
 * @param folder the recipe's, absolute
 * @throws ExplainedError if no source is from an index or a tag, or no version is higher
 */
export async function latestVersion(
  sources: readonly SourceReading[],
  current: string,
  folder: string,
): Promise<LatestVersion> {
  const [place] = sources.flatMap(
    (one) => distributionOf(one, current) ?? taggedRepository(one, current) ?? [],
  );
  if (place === undefined) throw noTags(current);
  if (typeof place === 'string') return latestInIndex(place, current);
  return { version: await latestTag(place, current, folder), remarks: [] };
}

async function latestTag(repository: TaggedRepository, current: string, folder: string): Promise<string> {
  const tags = await readTags(gitAddress(repository.url, folder));
  const [latest] = versionsIn([...tags.keys()], repository);
  if (latest !== undefined && compareVersions(latest, current) > 0) return latest;
  const { url, prefix, suffix } = repository;
  throw new ExplainedError(
    `${current} is the latest version: ${url} has no tag ${prefix}<version>${suffix} with a higher version.`,
    ['To choose a pre-release, pass --to <version>'],
  );
}

async function latestInIndex(distribution: string, current: string): Promise<LatestVersion> {
  const {
    sdist: { version, newer },
  } = await sdistInIndex(distribution);
  const isHigher = compareReleases(version, current) > 0;
  if (newer && compareReleases(newer.version, current) > 0) {
    const what = `${newer.version} is the newest release of ${distribution}, but the package index has only wheels of it.`;
    const remark = `${what} ${version} is the newest release with an sdist.`;
    const git = `To build ${newer.version}, move or delete the recipe's folder, and write a new recipe from the Git repository: nx g nx-conda:recipe <name> --from=git:${newer.repository ?? '<url>'}@<tag>`;
    if (isHigher) return { version, remarks: [remark, git] };
    throw new ExplainedError(remark, [git, 'To choose a pre-release with an sdist, pass --to <version>']);
  }
  if (isHigher) return { version, remarks: [] };
  throw new ExplainedError(
    `${current} is the latest version: the package index has no newer version of ${distribution}.`,
    ['To choose a pre-release, pass --to <version>'],
  );
}

/** The repository and tag of a source: of a git source, or from the address of a forge's archive. */
export function taggedRepository(
  { source, urls, ref }: SourceReading,
  version: string,
): TaggedRepository | undefined {
  const [url = ''] = urls;
  if (source.kind === 'git') return ref && aroundVersion(url, tagOf(ref.text), version);
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
    `Cannot find the latest version: no source of the recipe has ${current} in a git tag or in the file name of an sdist from the package index.`,
    ['Pass the version with --to <version>'],
  );
}
