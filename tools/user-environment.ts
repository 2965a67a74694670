/**
 * This process's environment without variables of npm and Nx: with them, Nx would assume that it runs in this
 * workspace.
 */
export function userEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(npm_|INIT_CWD|NX_(?!CONDA_))/.test(entry[0]),
    ),
  );
}

/** Nx without its daemon and without outside services. */
export function nxAlone(cacheDirectory: string): Record<string, string> {
  return {
    NX_CACHE_DIRECTORY: cacheDirectory,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
  };
}
