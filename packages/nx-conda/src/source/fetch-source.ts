import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExplainedError } from '../explained-error';
import { fetchGit } from './fetch/fetch-git';
import { fetchPypi } from './fetch/fetch-pypi';
import type { SourceRequest } from './parse-from';
import type { FetchedSource, FetchOptions } from './fetched-source';

/**
 * Fetches a source. Runs none of its code, and writes only to `into`.
 * @throws ExplainedError if it is not found or cannot be reached
 */
export async function fetchSource(request: SourceRequest, options: FetchOptions): Promise<FetchedSource> {
  if (request.kind === 'git') return fetchGit(request, options);
  if (request.kind === 'pypi') return fetchPypi(request, options);
  const path = resolve(options.cwd, request.path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ExplainedError(`There is no source folder ${path}.`, [
      'Correct the path in --from. Relative paths start at the workspace root.',
    ]);
  }
  return { folder: path, origin: { kind: 'path', path } };
}
