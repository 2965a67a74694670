import { type GitContext, gitOutput } from './git';

/**
 * Puts one commit of a repository into an empty folder, without its history and submodules.
 * @param reference the full name, `refs/tags/v1`, or a commit
 * @throws ExplainedError if it cannot be fetched
 */
export async function checkOut(
  url: string,
  reference: string,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const context: GitContext = { folder, url, signal };
  await startRepository(folder);
  await gitOutput(
    ['fetch', '--quiet', '--depth', '1', '--no-tags', '--', url, reference],
    `fetch ${reference} of ${url}`,
    context,
  );
  await gitOutput(
    ['checkout', '--quiet', '--detach', 'FETCH_HEAD'],
    `check out ${reference} of ${url}`,
    context,
  );
}

/** Makes the folder a repository. Otherwise `git apply` skips files outside of a surrounding repository. */
export async function startRepository(folder: string): Promise<void> {
  await gitOutput(['init', '--quiet'], 'create a repository', { folder });
}
