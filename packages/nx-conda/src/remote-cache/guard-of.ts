import { join } from 'node:path';
import { cacheFolder } from '../engine/cache-folder';
import { RemoteCacheGuard } from './guard';
import { RemoteServer } from './remote-server';

const DEFAULT_TIMEOUT_S = 10;

/** Starts a guard for the server at a URL, as the environment says. */
export async function guardOf(url: string): Promise<RemoteCacheGuard> {
  const seconds = Number(process.env['NX_CONDA_REMOTE_CACHE_TIMEOUT']) || DEFAULT_TIMEOUT_S;
  const scratch = join(cacheFolder(process.env), 'remote-cache', `${process.pid}-`);
  const remote = new RemoteServer(url, seconds * 1000);
  return RemoteCacheGuard.start(remote, scratch, (line) => console.warn(`nx-conda: ${line}`));
}
