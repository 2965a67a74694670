import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { ExplainedError } from '../../explained-error';
import { limited } from '../../machine/limited';
import { isTrusted, type PackageIndex, withoutPassword } from './package-index';

/** Limits without a received byte, and for a whole file. */
const SILENCE_MS = 60_000;
const TIMEOUT_MS = 10 * 60_000;
const MAX_REDIRECTS = 10;
const MAX_PAGE = 200_000_000;
const MAX_SDIST = 1_000_000_000;
/** Some recipes repack installers of several gigabytes. */
const MAX_FILE = 20_000_000_000;

/** A page of the index, or its absence. */
export type Page = { status: 'found'; type: string; body: string } | { status: 'absent' };

/** Hexadecimal. */
export interface FileHashes {
  sha256: string;
  md5: string;
}

/**
 * Downloads from http, https and file URLs, using the proxies of the environment. From a package index only over https,
 * with pip's configured certificates.
 */
export class Downloader {
  private readonly agent: Dispatcher;

  constructor(
    private readonly index?: PackageIndex,
    private readonly signal?: AbortSignal,
  ) {
    const tls = index?.certificates === undefined ? {} : { ca: index.certificates };
    this.agent = new EnvHttpProxyAgent({
      headersTimeout: SILENCE_MS,
      bodyTimeout: SILENCE_MS,
      connect: { timeout: SILENCE_MS, ...tls },
      requestTls: tls,
    });
  }

  /** @throws ExplainedError if the server does not answer, or answers with neither success nor "not found" */
  page(url: string, accept: string): Promise<Page> {
    return this.explained(url, async () => {
      const answer = await this.get(url, accept);
      if (answer.statusCode === 404 || answer.statusCode === 410) {
        await answer.body.dump();
        return { status: 'absent' };
      }
      const body = await text(limited(await bodyOf(answer), MAX_PAGE));
      return { status: 'found', type: String(answer.headers['content-type'] ?? ''), body };
    });
  }

  /**
   * Downloads into a file.
   * @throws ExplainedError with the URL and the reason
   */
  async file(url: string, target: string): Promise<FileHashes> {
    const limit = this.index ? MAX_SDIST : MAX_FILE;
    const [sha256, md5] = [createHash('sha256'), createHash('md5')];
    const hashed = async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of limited(source, limit)) {
        sha256.update(chunk);
        md5.update(chunk);
        yield chunk;
      }
    };
    await this.explained(url, async () => pipeline(await this.open(url), hashed, createWriteStream(target)));
    return { sha256: sha256.digest('hex'), md5: md5.digest('hex') };
  }

  /** Whether the file exists; false if the server does not answer. */
  async has(url: string): Promise<boolean> {
    try {
      const answer = await this.get(url, '*/*', 'HEAD');
      await answer.body.dump();
      return answer.statusCode === 200;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async open(url: string): Promise<Readable> {
    if (!this.index && url.startsWith('file:')) return createReadStream(fileURLToPath(url));
    return bodyOf(await this.get(url, '*/*'));
  }

  private async get(
    url: string,
    accept: string,
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Dispatcher.ResponseData> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = this.signal ? AbortSignal.any([this.signal, timeout]) : timeout;
    let address = new URL(url);
    for (let redirects = 0; ; redirects++) {
      this.requireTrusted(address);
      const headers = { accept, 'user-agent': 'nx-conda', ...this.authorizationFor(address) };
      const to = { method, headers, dispatcher: this.agent, signal };
      const answer = await request(withoutPassword(address), to);
      const { location } = answer.headers;
      if (!/^30[12378]$/.test(`${answer.statusCode}`) || !location || redirects === MAX_REDIRECTS)
        return answer;
      await answer.body.dump();
      const next = new URL(`${location}`, address);
      this.requireTrusted(next, address);
      address = next;
    }
  }

  /** For an index: refuses redirects from https to other protocols, even on this machine. */
  private requireTrusted(address: URL, from?: URL): void {
    const isWeaker = from?.protocol === 'https:' && address.protocol !== 'https:';
    if (!this.index || (isTrusted(address.href) && !isWeaker)) return;
    throw new ExplainedError(
      `The package index refers to an address that is not https://: ${withoutPassword(address)}`,
      ['Set PIP_INDEX_URL to another index.'],
    );
  }

  /** Sends the password only to the index, not to other hosts of its files. */
  private authorizationFor({ origin }: URL): Record<string, string> {
    if (!this.index) return {};
    const { username, password, origin: own } = new URL(this.index.url);
    if (origin !== own || username === '') return {};
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  }

  private async explained<T>(url: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof ExplainedError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = typeof code === 'string' ? code : message;
      throw new ExplainedError(
        `Could not download ${withoutPassword(url)}: ${reason}.`,
        this.index ? INDEX_HELP : FILE_HELP,
      );
    }
  }
}

const FILE_HELP = [
  'Check that the new version exists. If its file has another address, first correct `url` in the recipe. Also check the network and the proxy. No file was changed.',
];
const INDEX_HELP = [
  'Check that this machine reaches the package index, and check the proxy. To use another index or certificate, set PIP_INDEX_URL or PIP_CERT.',
  'For a new recipe without a network, pass --from=path:<folder>',
];

async function bodyOf({ statusCode, body }: Dispatcher.ResponseData): Promise<Readable> {
  if (statusCode === 200) return body;
  await body.dump();
  throw new Error(`the server answered ${statusCode}`);
}
