import { ExplainedError } from '../../explained-error';
import { normalizeName } from '../requirements/normalize-name';
import type { WheelRelease } from '../source-facts';
import { repositoryUrl } from '../repository-url';
import { chooseSdist, hasSdist, type Sdist, type WantedSdist, withoutSdist } from './choose-sdist';
import type { Downloader } from './download';
import type { PackageIndex } from './package-index';
import { hasPlatformWheels, newestWheel, type Wheel } from './newer-release';
import { compareReleases, isPreRelease } from './release-order';
import { filesOf } from './simple-index';

/** An sdist, and the newest release if it has none. */
export interface FoundSdist extends Sdist {
  newer: WheelRelease | undefined;
  /** Whether there are wheels of this release for some platform; undefined without wheels. */
  hasPlatformWheels: boolean | undefined;
}

/**
 * The sdist of a version in an index, or of the newest release that has one.
 * @throws ExplainedError if the distribution or version is missing or yanked, or without network
 */
export async function findSdist(
  wanted: WantedSdist,
  index: PackageIndex,
  downloader: Downloader,
): Promise<FoundSdist> {
  const files = await filesOf(normalizeName(wanted.name), index, downloader);
  if (!files) throw unknownName(wanted.name);
  const wheel = newestWheel(files, wanted);
  const repository = async () => wheel && repositoryOf(wheel, downloader);
  if (!hasSdist(files, wanted.name)) throw withoutSdist(wanted.name, await repository());
  const sdist = chooseSdist(files, wanted);
  const isNewer = wheel && wanted.version === undefined && compareReleases(wheel.version, sdist.version) > 0;
  // A pre-release before all releases is a placeholder.
  if (isNewer && isPreRelease(sdist.version)) throw withoutSdist(wanted.name, await repository());
  return {
    ...sdist,
    hasPlatformWheels: hasPlatformWheels(files, { ...wanted, version: sdist.version }),
    newer: isNewer ? { version: wheel.version, repository: await repository() } : undefined,
  };
}

/** From the metadata beside a wheel (PEP 658); undefined if the index does not have it. */
async function repositoryOf({ url }: Wheel, downloader: Downloader): Promise<string | undefined> {
  const page = await downloader.page(`${url}.metadata`, '*/*').catch(() => undefined);
  if (page?.status !== 'found') return undefined;
  const [head = ''] = page.body.split(/\r?\n\r?\n/, 1);
  const urls = [...head.matchAll(/^(?:Project-URL:[^,\n]*,|Home-page:)\s*(\S+)\s*$/gim)];
  return repositoryUrl(urls.map(([, address = '']) => address));
}

/**
 * PyPI's address of a file without a hash, which works for later versions too; the file's own address if the index has
 * no such addresses.
 * @param name of the distribution
 */
export async function lastingAddress(
  name: string,
  { url, filename }: Sdist,
  { index, downloader }: { index: PackageIndex; downloader: Downloader },
): Promise<string> {
  const project = normalizeName(name);
  const { origin } = new URL(index.url);
  const lasting = `${origin}/packages/source/${project[0]}/${project}/${encodeURIComponent(filename)}`;
  return (await downloader.has(lasting)) ? lasting : url;
}

/** @param actual sha256 of the downloaded file. @throws ExplainedError if the index lists another */
export function checkHash({ filename, sha256: expected }: Sdist, actual: string): void {
  if (expected === undefined || expected === actual) return;
  throw new ExplainedError(
    `${filename} does not match the hash in the package index: the sha256 of the downloaded file is ${actual}, but the index lists ${expected}.`,
    [
      'Try again. If the hash is wrong again, a proxy or a mirror may have changed the file: set PIP_INDEX_URL to another index.',
    ],
  );
}

function unknownName(name: string): ExplainedError {
  return new ExplainedError(`The package index has no distribution ${name}.`, [
    'Check the spelling: use the name that pip install expects, not the name of the imported module. For a new recipe, pass this name with --from=pypi:<name>',
    'For a private index, set PIP_INDEX_URL or configure pip.',
  ]);
}
