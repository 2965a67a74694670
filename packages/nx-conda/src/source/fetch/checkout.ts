import { type GitContext, gitOutput } from './git';

/**
 * Puts one commit of a repository into an empty folder, without its history and submodules.
 * @param reference the full name, `refs/tags/v1`, or a commit
 * @throws ExplainedError where it cannot be had
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

/** Without one of its own, `git apply` leaves out what lies outside of the repository around it. */
export async function startRepository(folder: string): Promise<void> {
  await gitOutput(['init', '--quiet'], 'make a repository', { folder });
}
