import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { SourceRequest } from '../parse-from';
import { Downloader } from './download';
import { checkHash, findSdist, lastingAddress } from './find-sdist';
import { findPackageIndex } from './package-index';
import { unpack } from './unpack';
import type { FetchOptions, FetchedSource } from '../fetched-source';

const LIMITS = { files: 100_000, bytes: 4_000_000_000 };

type PypiRequest = Extract<SourceRequest, { kind: 'pypi' }>;

/**
 * Downloads an sdist from pip's configured index, checks its hash, and unpacks it.
 * @throws ExplainedError if the distribution or version is missing, yanked or damaged, or without network
 */
export async function fetchPypi(
  request: PypiRequest,
  { into, env, signal }: FetchOptions,
): Promise<FetchedSource> {
  const index = await findPackageIndex(env);
  const downloader = new Downloader(index, signal);
  try {
    const sdist = await findSdist(request, index, downloader);
    const archive = join(into, 'archive');
    const { sha256 } = await downloader.file(sdist.url, archive);
    checkHash(sdist, sha256);
    const folder = join(into, 'source');
    await mkdir(folder);
    const top = await unpack(archive, sdist.filename, folder, LIMITS);
    const url = await lastingAddress(request.name, sdist, { index, downloader });
    return {
      folder: top,
      origin: { kind: 'url', url, sha256 },
      newer: sdist.newer,
      hasPlatformWheels: sdist.hasPlatformWheels,
    };
  } finally {
    await downloader.close();
  }
}
