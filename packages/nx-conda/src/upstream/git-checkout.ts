import { git, gitIn } from './run-git';

/**
 * Puts one commit of a repository into an empty folder, without its history.
 * @param ref the full name, `refs/tags/v1`
 * @throws UpstreamError where it cannot be had
 */
export async function checkOut(url: string, ref: string, folder: string): Promise<void> {
  await startRepository(folder);
  await gitIn(folder, ['fetch', '--quiet', '--depth', '1', '--no-tags', '--', url, ref]);
  await gitIn(folder, ['-c', 'core.autocrlf=false', 'checkout', '--quiet', '--detach', 'FETCH_HEAD']);
}

/** Without one of its own, `git apply` leaves out what lies outside of the repository around it. */
export async function startRepository(folder: string): Promise<void> {
  await git(['init', '--quiet', '--', folder], folder);
}
