import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { join } from 'node:path';
import { cacheFolder } from '../machine/cache-folder';
import { RemoteCacheGuard } from './guard';
import { RemoteServer } from './remote-server';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const DEFAULT_TIMEOUT_S = 10;
const LOOPBACK = '127.0.0.1';

/** One for each running command: the Nx daemon serves several at once. */
const guards = new Map<string, RemoteCacheGuard>();
/** The environment before; the daemon keeps changes of a previous command. */
const servers = new Map<string, string>();

/** Nx reads the address of the cache after this, and passes on changes of the environment. */
export const preTasksExecution: PreTasksExecution = async (_options, { id }) => {
  const configured = process.env[SERVER];
  if (!configured || process.env['NX_SKIP_REMOTE_CACHE'] === 'true') return;
  const url = servers.get(configured) ?? configured;
  try {
    await startGuard(id, url);
  } catch (error) {
    // Without a guard, Nx would end the run if the cache fails.
    process.env['NX_SKIP_REMOTE_CACHE'] = 'true';
    console.warn(`nx-conda: The remote cache is not used: ${(error as Error).message}`);
  }
};

async function startGuard(id: string, url: string): Promise<void> {
  const seconds = Number(process.env['NX_CONDA_REMOTE_CACHE_TIMEOUT']) || DEFAULT_TIMEOUT_S;
  const scratch = join(cacheFolder(process.env), 'remote-cache', `${process.pid}-`);
  const remote = new RemoteServer(url, seconds * 1000);
  const guard = await RemoteCacheGuard.start(remote, scratch, (line) => console.warn(`nx-conda: ${line}`));
  guards.set(id, guard);
  servers.set(guard.url, url);
  process.env[SERVER] = guard.url;
  // Nx's client would look for a guard on this machine through the company's proxy.
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const hosts = (process.env[name] ?? '').split(',').filter((host) => host !== '' && host !== LOOPBACK);
    process.env[name] = [...hosts, LOOPBACK].join(',');
  }
}

/** With this hook, Nx also keeps the process of the plugin, and the guard in it, until all tasks are done. */
export const postTasksExecution: PostTasksExecution = async (_options, { id }) => {
  await guards.get(id)?.close();
  guards.delete(id);
};
