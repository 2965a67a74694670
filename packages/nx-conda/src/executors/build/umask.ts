/** Everyone can read new files, only the owner can write them. */
const UMASK = 0o022;

/**
 * Runs a build, and all processes that it starts, with the usual umask: file permissions are part of the packages and
 * must not depend on the user's umask.
 */
export async function withUsualUmask<T>(build: () => Promise<T>): Promise<T> {
  const before = process.umask(UMASK);
  try {
    return await build();
  } finally {
    process.umask(before);
  }
}
