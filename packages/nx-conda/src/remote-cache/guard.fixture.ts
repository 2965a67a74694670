import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheServer } from './cache-server.fixture';
import { RemoteCacheGuard } from './guard';
import { RemoteServer } from './remote-server';

/** The path of the task 17. */
export const PATH = '/v1/cache/17';
/** What Nx gets if there is no artifact. */
export const MISS = { status: 404, body: Buffer.alloc(0) };
/** The end of each line that a guard says. */
export const BUILT_HERE = 'Packages that the cache does not provide are built on this machine.';

const folders: string[] = [];
const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * A guard before a server, what it says, and the requests that Nx sends to it.
 * @param answer of the server, instead of the protocol's
 * @param below the path in the address of the server
 */
export async function guarded(answer?: RequestListener, { below = '', timeoutMs = 5000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-guard-'));
  folders.push(folder);
  const server = await CacheServer.start(answer);
  const lines: string[] = [];
  const url = `${server.url}${below}`;
  const notify = (line: string) => lines.push(line.replace(url, 'URL'));
  const guard = await RemoteCacheGuard.start(
    { remote: new RemoteServer(url, timeoutMs) },
    join(folder, 'a/b-'),
    notify,
  );
  open.push(guard, server);
  const headers = { authorization: 'Bearer secret' };
  return {
    ...{ server, guard, lines, scratch: join(folder, 'a') },
    get: async (path = PATH) => {
      const response = await fetch(`${guard.url}${path}`, { headers });
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
    },
    put: async (body: Buffer, path = PATH) =>
      (await fetch(`${guard.url}${path}`, { method: 'PUT', headers, body })).status,
  };
}

/** Answers with these bytes. */
export function send(body: Buffer): RequestListener {
  return (_request, response) => response.writeHead(200).end(body);
}
