import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Dispatcher, EnvHttpProxyAgent, interceptors, request } from 'undici';
import { ExplainedError } from '../recipe/explained-error';
import { isTrusted, type PackageIndex } from './package-index';

const TIMEOUT_MS = 60_000;
const MAX_PAGE = 200_000_000;
const MAX_ARCHIVE = 1_000_000_000;

/** An answer of the index, or that there is nothing. */
export type Page = { status: 'found'; type: string; body: string } | { status: 'absent' };

/** Downloads over HTTPS from where pip does: proxies and certificates are those that pip is told of. */
export class Downloader {
  private readonly agent: Dispatcher;
  private readonly authorization: string | undefined;
  private readonly origin: string;
  private readonly signal: AbortSignal | undefined;

  constructor({ url, certificates }: PackageIndex, signal?: AbortSignal) {
    const tls = certificates === undefined ? {} : { ca: certificates };
    const agent = new EnvHttpProxyAgent({
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      connect: { timeout: TIMEOUT_MS, ...tls },
      requestTls: tls,
    });
    this.agent = agent.compose(interceptors.redirect({ maxRedirections: 5 }));
    const { username, password, origin } = new URL(url);
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.authorization = username === '' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
    this.origin = origin;
    this.signal = signal;
  }

  /** @throws ExplainedError where there is no answer, or one that says neither yes nor no */
  async page(url: string, accept: string): Promise<Page> {
    const { statusCode, headers, body } = await this.get(url, { accept });
    if (statusCode === 404 || statusCode === 410) {
      await body.dump();
      return { status: 'absent' };
    }
    if (statusCode !== 200) throw await this.refusal(url, statusCode, body);
    const content = await this.explained(url, text(limited(body, MAX_PAGE)));
    return { status: 'found', type: String(headers['content-type'] ?? ''), body: content };
  }

  /**
   * Downloads into a file.
   * @returns its sha256, hexadecimal
   * @throws ExplainedError where that fails
   */
  async archive(url: string, file: string): Promise<string> {
    const { statusCode, body } = await this.get(url, {});
    if (statusCode !== 200) throw await this.refusal(url, statusCode, body);
    const hash = createHash('sha256');
    const hashed = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of limited(source, MAX_ARCHIVE)) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await this.explained(url, pipeline(body, hashed, createWriteStream(file)));
    return hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async get(url: string, headers: Record<string, string>): Promise<Dispatcher.ResponseData> {
    if (!isTrusted(url)) {
      throw new ExplainedError(
        `The package index names an address that is not https://: ${withoutPassword(url)}`,
        ['Set PIP_INDEX_URL to another index.'],
      );
    }
    // The password is for the index, not for where its files are.
    const isIndex = new URL(url).origin === this.origin;
    const authorization = isIndex && this.authorization ? { authorization: this.authorization } : {};
    const options = {
      headers: { ...headers, ...authorization },
      dispatcher: this.agent,
      signal: this.signal,
    };
    return this.explained(url, request(withoutPassword(url), options));
  }

  private async explained<T>(url: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ExplainedError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      throw new ExplainedError(`${withoutPassword(url)} cannot be downloaded: ${code ?? message}.`, [
        'Check that this machine reaches the package index: a proxy, a mirror, a certificate. PIP_INDEX_URL and PIP_CERT name another.',
        'Without a network, take the source from path:<folder>.',
      ]);
    }
  }

  private async refusal(
    url: string,
    status: number,
    body: Dispatcher.ResponseData['body'],
  ): Promise<ExplainedError> {
    await body.dump();
    return new ExplainedError(`${withoutPassword(url)} cannot be downloaded: the server says ${status}.`, [
      'Try again later, or set PIP_INDEX_URL to another index.',
    ]);
  }
}

async function* limited(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) throw new Error(`it is larger than ${limit} bytes`);
    yield chunk;
  }
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}
