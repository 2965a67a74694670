/** New files may be read by all and written by their owner. */
const UMASK = 0o022;

/**
 * Runs a build, and all processes that it starts, with the usual umask: the permissions of its files are part of the
 * packages, and must be the same on machines where the user's umask differs.
 */
export async function withUsualUmask<T>(build: () => Promise<T>): Promise<T> {
  const before = process.umask(UMASK);
  try {
    return await build();
  } finally {
    process.umask(before);
  }
}
