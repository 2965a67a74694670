import type { PostTasksExecution, PreTasksExecution } from '@nx/devkit';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../machine/cache-folder';
import { printInCommand } from '../nx';
import { RemoteCacheGuard } from './guard';
import { Handover } from './handover';
import { RemoteServer } from './remote-server';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const HANDOVER = 'NX_CONDA_HANDOVER';
const DEFAULT_TIMEOUT_S = 10;
const LOOPBACK = '127.0.0.1';

/** For each running command: the Nx daemon serves several at once. */
const running = new Map<string, { guard: RemoteCacheGuard; handover?: Handover }>();
/** The environment before, by address of the guard; the daemon keeps changes of a previous command. Empty: none. */
const servers = new Map<string, string>();

/** Nx reads the address of the cache after this, and passes on changes of the environment. */
export const preTasksExecution: PreTasksExecution = async (_options, { id, workspaceRoot }) => {
  const url = serverOf(process.env);
  const folder = process.env[HANDOVER] ?? '';
  if ((url === '' && folder === '') || process.env['NX_SKIP_REMOTE_CACHE'] === 'true') return;
  try {
    await startGuard(id, url, folder === '' ? undefined : resolve(workspaceRoot, folder));
  } catch (error) {
    // Without a guard, Nx would end the run if the cache fails.
    process.env['NX_SKIP_REMOTE_CACHE'] = 'true';
    console.warn(`nx-conda: The remote cache is not used: ${(error as Error).message}`);
  }
};

/** The user's server; empty if there is none. */
function serverOf(env: NodeJS.ProcessEnv): string {
  const configured = env[SERVER] ?? '';
  const url = servers.get(configured) ?? configured;
  // An ended guard that had no server behind it.
  if (configured !== url && url === '') Reflect.deleteProperty(env, SERVER);
  return url;
}

async function startGuard(id: string, url: string, folder: string | undefined): Promise<void> {
  const seconds = Number(process.env['NX_CONDA_REMOTE_CACHE_TIMEOUT']) || DEFAULT_TIMEOUT_S;
  const scratch = join(cacheFolder(process.env), 'remote-cache', `${process.pid}-`);
  const handover = folder === undefined ? undefined : await Handover.open(folder);
  const remote = url === '' ? undefined : new RemoteServer(url, seconds * 1000);
  const notify = (line: string) => console.warn(`nx-conda: ${line}`);
  const guard = await RemoteCacheGuard.start({ remote, handover }, scratch, notify);
  running.set(id, { guard, handover });
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
  const { guard, handover } = running.get(id) ?? {};
  running.delete(id);
  await guard?.close();
  if (handover === undefined) return;
  const { folder, size, taken, stored } = handover;
  await printInCommand(
    `nx-conda: ${HANDOVER}: ${taken} of ${size} results in ${folder} used, ${stored} stored in ${join(folder, 'out')}.`,
  );
};
