import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { ExplainedError } from '../../recipe/explained-error';
import type { FetchedSource, FetchOptions } from '../fetch-source';
import type { SourceRequest } from '../parse-from';
import { normalizeName } from '../requirements/normalize-name';
import { chooseSdist, type Sdist } from './choose-sdist';
import { Downloader } from './download';
import { findPackageIndex } from './package-index';
import { filesOf } from './simple-index';
import { unpack } from './unpack';

const LIMITS = { files: 100_000, bytes: 4_000_000_000 };

type PypiRequest = Extract<SourceRequest, { kind: 'pypi' }>;

/**
 * Downloads an sdist from the index that pip is configured for, checks it against the hash there, and unpacks it.
 * @throws ExplainedError for a distribution or version that is not there, is yanked or is damaged, and without network
 */
export async function fetchPypi(
  request: PypiRequest,
  { into, env, signal }: FetchOptions,
): Promise<FetchedSource> {
  const index = await findPackageIndex(env);
  const downloader = new Downloader(index, signal);
  try {
    const files = await filesOf(normalizeName(request.name), index, downloader);
    if (!files) throw unknownName(request.name);
    const sdist = chooseSdist(files, request);
    const archive = join(into, 'archive');
    const { sha256 } = await downloader.file(sdist.url, archive);
    checkHash(sdist, sha256);
    const folder = join(into, 'source');
    await mkdir(folder);
    const top = await unpack(archive, sdist.filename, folder, LIMITS);
    return { folder: top, origin: { kind: 'url', url: sdist.url, sha256 } };
  } finally {
    await downloader.close();
  }
}

function checkHash({ filename, sha256: expected }: Sdist, actual: string): void {
  if (expected === undefined || expected === actual) return;
  throw new ExplainedError(
    `${filename} is not the file that the package index lists: its sha256 is ${actual}.`,
    ['Try again; if it happens again, a proxy or a mirror changes files.'],
  );
}

function unknownName(name: string): ExplainedError {
  return new ExplainedError(`The package index has no distribution ${name}.`, [
    'Check the spelling: it is the name for pip install, not the one for import.',
    'A private index is named by PIP_INDEX_URL, or in the configuration of pip.',
  ]);
}
