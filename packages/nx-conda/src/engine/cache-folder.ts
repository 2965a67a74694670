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
  if (env['NX_CONDA_CACHE_DIR']) return env['NX_CONDA_CACHE_DIR'];
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'nx-conda');
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'nx-conda');
  const home = env['HOME'] || homedir();
  return platform === 'darwin'
    ? join(home, 'Library', 'Caches', 'nx-conda')
    : join(home, '.cache', 'nx-conda');
}
