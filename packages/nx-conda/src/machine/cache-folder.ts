import { homedir } from 'node:os';
import { join } from 'node:path';

/** Environment variables, as in `process.env`. */
export type Environment = Record<string, string | undefined>;

/**
 * Where nx-conda keeps what all workspaces of a user share: build folders and the embedded engine. Absolute path;
 * it need not exist.
 * @param env `NX_CONDA_CACHE_DIR` wins over the system's convention.
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env['NX_CONDA_CACHE_DIR'] || join(userCacheFolder(env, platform), 'nx-conda');
}

/**
 * Where rattler keeps what it has downloaded.
 * @param env `RATTLER_CACHE_DIR` wins over the system's convention, as in rattler 0.74.
 */
export function rattlerCacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env['RATTLER_CACHE_DIR'] || join(userCacheFolder(env, platform), 'rattler', 'cache');
}

/** Where rattler keeps packages it has unpacked, one folder each: `<name>-<version>-<build>`. */
export function rattlerPackageFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return join(rattlerCacheFolder(env, platform), 'pkgs');
}

function userCacheFolder(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (env['XDG_CACHE_HOME']) return env['XDG_CACHE_HOME'];
  const home = env['HOME'] || homedir();
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
