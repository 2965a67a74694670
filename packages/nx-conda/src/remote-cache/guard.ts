import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { checkArtifact } from './artifact';
import type { Handover } from './handover';
import type { Answer, RemoteServer } from './remote-server';

/** Prints a line for the user. */
export type Notify = (line: string) => void;

/** Their meaning in this protocol: missing; exists already; the token is read-only. */
const NOT_THERE = 404;
const NOT_WRITTEN = [403, 409];

/** Where results of tasks come from and go to: the folder first. */
export interface Stores {
  remote?: RemoteServer;
  handover?: Handover;
}

/**
 * A proxy between Nx and a remote cache, on this machine. Nx ends a run when the cache fails or sends something broken,
 * and trusts everything it sends: here, a failure is a miss, and altered artifacts are not delivered.
 */
export class RemoteCacheGuard {
  private readonly server: Server;
  private readonly said = new Set<string>();
  private requests = 0;

  private constructor(
    private readonly stores: Stores,
    private readonly folder: string,
    private readonly notify: Notify,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    // Hours may pass between two requests while tasks run.
    this.server.requestTimeout = 0;
  }

  /** @param scratch a folder for downloads and uploads, with space for several times the largest of them. */
  static async start(stores: Stores, scratch: string, notify: Notify): Promise<RemoteCacheGuard> {
    await mkdir(dirname(scratch), { recursive: true });
    const guard = new RemoteCacheGuard(stores, await mkdtemp(scratch), notify);
    await new Promise<void>((resolve, reject) => {
      guard.server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    // An unused guard keeps no process alive.
    guard.server.unref();
    return guard;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await this.stores.remote?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = join(this.folder, String(this.requests++));
    try {
      if (request.method === 'PUT') await this.put(request, response, file);
      else await this.get(request, response, file);
    } finally {
      await rm(file, { force: true });
    }
  }

  private async get(request: IncomingMessage, response: ServerResponse, file: string): Promise<void> {
    const { remote } = this.stores;
    const found =
      (await this.handedOver(request)) ??
      (remote && (await this.isLoaded(remote, request, file)) ? file : undefined);
    if (found === undefined) {
      response.writeHead(NOT_THERE).end();
      return;
    }
    const { size } = await stat(found);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    await pipeline(createReadStream(found), response);
  }

  /** @returns path of the result, if it is usable. */
  private async handedOver({ url = '/' }: IncomingMessage): Promise<string | undefined> {
    const { handover } = this.stores;
    const hash = hashIn(url);
    const file = handover?.fileOf(hash);
    if (!handover || file === undefined) return undefined;
    try {
      await checkArtifact(file, hash);
      handover.taken++;
      return file;
    } catch (error) {
      this.sayOnce(`The handed over result ${file} is unusable: ${reasonOf(error)}.`);
      return undefined;
    }
  }

  /** Whether the file is usable. */
  private async isLoaded(
    remote: RemoteServer,
    { url = '/', headers }: IncomingMessage,
    file: string,
  ): Promise<boolean> {
    if (!remote.isUsable) return false;
    const answer = await remote.load(url, tokenOf(headers), file);
    if (!isStatus(answer, 200)) {
      if (!isStatus(answer, NOT_THERE)) this.complain(remote, 'could not be read', describe(answer));
      return false;
    }
    try {
      await checkArtifact(file, hashIn(url));
      return true;
    } catch (error) {
      this.complain(remote, 'sent an unusable artifact', reasonOf(error));
      return false;
    }
  }

  /** Always succeeds: the build is done, and Nx would retry repeatedly and then fail. */
  private async put(request: IncomingMessage, response: ServerResponse, file: string): Promise<void> {
    const { remote, handover } = this.stores;
    await pipeline(request, createWriteStream(file));
    await handover?.store(hashIn(request.url ?? ''), file).catch((error: unknown) => {
      this.sayOnce(
        `The folder ${handover.folder} could not be written: ${reasonOf(error)}. Later jobs build these packages again.`,
      );
    });
    if (remote?.isUsable) {
      const answer = await remote.store(request.url ?? '/', tokenOf(request.headers), file);
      const isFine = 'status' in answer && (answer.status < 300 || NOT_WRITTEN.includes(answer.status));
      if (!isFine) this.complain(remote, 'could not be written', describe(answer));
    }
    response.writeHead(200).end();
  }

  /** One line per cause, as a server that is down fails every task, and one when the cache is given up. */
  private complain(remote: RemoteServer, what: string, cause: string): void {
    const rest = remote.isUsable ? '' : ' This run no longer uses the cache.';
    const line = `The remote cache ${remote.url} ${what}: ${cause}.${rest} Packages that the cache does not provide are built on this machine.`;
    this.sayOnce(line, cause + rest);
  }

  private sayOnce(line: string, key = line): void {
    if (this.said.has(key)) return;
    this.said.add(key);
    this.notify(line);
  }
}

function tokenOf({ authorization }: IncomingMessage['headers']): { authorization?: string } {
  return authorization === undefined ? {} : { authorization };
}

/** The path is `/v1/cache/<hash>`, below the path of the server's own address. */
function hashIn(url: string): string | undefined {
  return /\/v1\/cache\/([^/?]+)/.exec(url)?.[1];
}

function isStatus(answer: Answer, status: number): boolean {
  return 'status' in answer && answer.status === status;
}

function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/\.$/, '');
}

function describe(answer: Answer): string {
  return 'failure' in answer ? answer.failure : `it answers ${answer.status}`;
}
