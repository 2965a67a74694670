import { ExplainedError } from '../../explained-error';
import { normalizeName } from '../requirements/normalize-name';
import { chooseSdist, type Sdist, type WantedSdist } from './choose-sdist';
import type { Downloader } from './download';
import type { PackageIndex } from './package-index';
import { filesOf } from './simple-index';

/**
 * The sdist of a version in an index, or of the newest release.
 * @throws ExplainedError if the distribution or version is missing or yanked, or without network
 */
export async function findSdist(
  wanted: WantedSdist,
  index: PackageIndex,
  downloader: Downloader,
): Promise<Sdist> {
  const files = await filesOf(normalizeName(wanted.name), index, downloader);
  if (!files) throw unknownName(wanted.name);
  return chooseSdist(files, wanted);
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
