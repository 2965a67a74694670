import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExplainedError } from '../explained-error';
import { fetchGit } from './fetch/fetch-git';
import { fetchPypi } from './fetch/fetch-pypi';
import type { SourceRequest } from './parse-from';
import type { FetchedSource, FetchOptions } from './fetched-source';

/**
 * Gets a source; nothing of it is run, and nothing outside of `into` is written.
 * @throws ExplainedError where it is not there, or cannot be reached
 */
export async function fetchSource(request: SourceRequest, options: FetchOptions): Promise<FetchedSource> {
  if (request.kind === 'git') return fetchGit(request, options);
  if (request.kind === 'pypi') return fetchPypi(request, options);
  const path = resolve(options.cwd, request.path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ExplainedError(`There is no folder ${path} to take a source from.`, [
      'Correct the path in --from. A relative one counts from the current folder.',
    ]);
  }
  return { folder: path, origin: { kind: 'path', path } };
}
