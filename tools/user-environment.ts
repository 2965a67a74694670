/** This process's environment without what npm and Nx told it: with those variables, Nx would think it is in here. */
export function userEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(npm_|INIT_CWD|NX_(?!CONDA_))/.test(entry[0]),
    ),
  );
}

/** An Nx that is told everything: neither its daemon nor anything outside takes part. */
export function nxAlone(cacheDirectory: string): Record<string, string> {
  return {
    NX_CACHE_DIRECTORY: cacheDirectory,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
  };
}
