import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';

/** Headers passed to the cache server as Nx wrote them. */
export interface ForwardedHeaders {
  authorization?: string;
}

/** The server's answer, or why there is none. */
export type Answer = { status: number } | { failure: string };

/** Worth a retry: too many requests, and answers of servers that are starting or overloaded. */
const PASSING = [429, 500, 502, 503, 504];
const ATTEMPTS = 3;
const PAUSE_MS = 500;
/** After this many failures in a row a server is no longer used: each task would wait for it. */
const PATIENCE = 2;

/** The user's cache server, by the protocol of Nx's self-hosted caches. Never throws. */
export class RemoteServer {
  private readonly agent: Dispatcher;
  private failures = 0;

  /**
   * @param url as in NX_SELF_HOSTED_REMOTE_CACHE_SERVER.
   * @param timeoutMs how long to wait for a connection, an answer, or more of it.
   */
  constructor(
    readonly url: string,
    timeoutMs: number,
  ) {
    const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connect: { timeout: timeoutMs } };
    this.agent = new EnvHttpProxyAgent(timeouts);
  }

  /** False after too many failures. */
  get isUsable(): boolean {
    return this.failures < PATIENCE;
  }

  /** Downloads `path` into a file. */
  load(path: string, headers: ForwardedHeaders, file: string): Promise<Answer> {
    return this.attempt(async () => {
      const { statusCode, body } = await this.request('GET', path, { headers });
      if (statusCode === 200) await pipeline(body, createWriteStream(file));
      else await body.dump();
      return statusCode;
    });
  }

  /** Uploads a file to `path`. */
  store(path: string, headers: ForwardedHeaders, file: string): Promise<Answer> {
    return this.attempt(async () => {
      const described = {
        ...headers,
        'content-type': 'application/octet-stream',
        'content-length': String((await stat(file)).size),
      };
      const { statusCode, body } = await this.request('PUT', path, {
        headers: described,
        body: createReadStream(file),
      });
      await body.dump();
      return statusCode;
    });
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private request(method: 'GET' | 'PUT', path: string, options: object): Promise<Dispatcher.ResponseData> {
    return request(`${this.url.replace(/\/+$/, '')}${path}`, { ...options, method, dispatcher: this.agent });
  }

  private async attempt(send: () => Promise<number>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await send().then(
        (status): Answer => ({ status }),
        (error: unknown): Answer => ({ failure: reasonOf(error) }),
      );
      if (!isPassing(answer)) this.failures = 0;
      if (!isPassing(answer)) return answer;
      // Another wait for a server that does not answer would take just as long.
      if (attempt < ATTEMPTS && !isTimeout(answer)) await sleep(PAUSE_MS * attempt);
      else {
        this.failures += 'failure' in answer ? PATIENCE : 1;
        return answer;
      }
    }
  }
}

function isPassing(answer: Answer): boolean {
  return 'failure' in answer || PASSING.includes(answer.status);
}

function isTimeout(answer: Answer): boolean {
  return 'failure' in answer && answer.failure === TIMEOUT;
}

const TIMEOUT = 'no answer in time';

const reasons: Record<string, string | undefined> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'cannot look up the host name',
  UND_ERR_SOCKET: 'connection lost',
  UND_ERR_CONNECT_TIMEOUT: TIMEOUT,
  UND_ERR_HEADERS_TIMEOUT: TIMEOUT,
  UND_ERR_BODY_TIMEOUT: TIMEOUT,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is truncated',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
