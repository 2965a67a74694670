import { homedir } from 'node:os';
import { join } from 'node:path';

/** Environment variables, as in `process.env`. */
export type Environment = Record<string, string | undefined>;

/**
 * The folder that all workspaces of a user share: build folders and the embedded engine. Absolute path; need not
 * exist.
 * @param env `NX_CONDA_CACHE_DIR` overrides the system's convention.
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env['NX_CONDA_CACHE_DIR'] || join(userCacheFolder(env, platform), 'nx-conda');
}

/** The folder of the build folders, one for each recipe and platform; each has a lock beside it, `<folder>.lock`. */
export function buildFolders(env: Environment): string {
  return join(cacheFolder(env), 'build');
}

/** The folder that lists the running builds. */
export function runningBuilds(env: Environment): string {
  return join(cacheFolder(env), 'running');
}

/**
 * The folder of rattler's downloads.
 * @param env `RATTLER_CACHE_DIR` overrides the system's convention, as in rattler 0.74.
 */
export function rattlerCacheFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return env['RATTLER_CACHE_DIR'] || join(userCacheFolder(env, platform), 'rattler', 'cache');
}

/** The folder of rattler's unpacked packages, one subfolder each: `<name>-<version>-<build>`. */
export function rattlerPackageFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  return join(rattlerCacheFolder(env, platform), 'pkgs');
}

function userCacheFolder(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (env['XDG_CACHE_HOME']) return env['XDG_CACHE_HOME'];
  const home = env['HOME'] || homedir();
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
