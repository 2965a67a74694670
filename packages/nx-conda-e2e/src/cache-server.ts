import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';

/** A misbehavior of a server instead of its answer. */
export type Fault = (
  request: IncomingMessage,
  response: ServerResponse,
  stored?: Buffer,
) => void | Promise<void>;

/** A remote cache in memory, by the protocol of Nx's self-hosted caches, with configurable faults. */
export class CacheServer {
  readonly artifacts = new Map<string, Buffer>();
  readonly requests: string[] = [];
  /** By method. */
  faults: { GET?: Fault; PUT?: Fault } = {};
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<CacheServer> {
    const cache = new CacheServer();
    await new Promise<void>((resolve) => cache.server.listen(0, '127.0.0.1', resolve));
    return cache;
  }

  /** For the commands that use it. */
  get env(): Record<string, string> {
    return {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'secret',
    };
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${request.headers.authorization}`);
    const fault = this.faults[method as 'GET' | 'PUT'];
    if (fault) return void (await fault(request, response, this.artifacts.get(url)));
    if (method === 'PUT') {
      this.artifacts.set(url, await buffer(request));
      response.writeHead(202).end();
      return;
    }
    const stored = this.artifacts.get(url);
    if (stored) response.writeHead(200, { 'content-length': stored.length }).end(stored);
    else response.writeHead(404).end();
  }
}

export function status(code: number): Fault {
  return (request, response) => {
    request.resume();
    response.writeHead(code).end();
  };
}

export const reset: Fault = (request) => void request.socket.destroy();

/** Longer than any timeout. */
export const slow: Fault = async (request, response) => {
  request.resume();
  await sleep(20_000);
  response.writeHead(404).end();
};

/** Announces more bytes than it sends. */
export const truncated: Fault = (_request, response, stored = Buffer.alloc(10)) => {
  response.writeHead(200, { 'content-length': stored.length });
  response.write(stored.subarray(0, stored.length / 2), () => response.destroy());
};

export function payload(change: (stored: Buffer) => Buffer): Fault {
  return (_request, response, stored) => {
    if (stored) response.writeHead(200).end(change(stored));
    else response.writeHead(404).end();
  };
}
