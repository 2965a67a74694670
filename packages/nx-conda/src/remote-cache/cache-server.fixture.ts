import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A remote cache in memory on this machine, by the protocol of Nx's self-hosted caches. */
export class CacheServer {
  /** By path. */
  readonly artifacts = new Map<string, Buffer>();
  /** `<method> <path> <authorization>` of each request. */
  readonly requests: string[] = [];
  private readonly server: Server;

  private constructor(answer: RequestListener | undefined) {
    this.server = createServer((request, response) => {
      const { method, url, headers } = request;
      this.requests.push(`${method} ${url} ${headers.authorization}`);
      (answer ?? this.answer)(request, response);
    });
  }

  /** @param answer instead of the protocol's */
  static async start(answer?: RequestListener): Promise<CacheServer> {
    const cache = new CacheServer(answer);
    await new Promise<void>((resolve) => cache.server.listen(0, '127.0.0.1', resolve));
    return cache;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private readonly answer: RequestListener = (request, response) => {
    const { method, url = '' } = request;
    const stored = this.artifacts.get(url);
    if (method === 'PUT') {
      void buffer(request).then((sent) => {
        this.artifacts.set(url, sent);
        response.writeHead(202).end();
      });
    } else if (stored) response.writeHead(200, { 'content-length': stored.length }).end(stored);
    else response.writeHead(404).end();
  };
}

/** Reads the request, and answers with a status only. */
export function status(code: number): RequestListener {
  return (request, response) => {
    request.resume().on('end', () => response.writeHead(code).end());
  };
}
