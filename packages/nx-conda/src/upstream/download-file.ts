import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { UpstreamError } from './upstream-error';

/** Hexadecimal. */
export interface FileHashes {
  sha256: string;
  md5: string;
}

const TIMEOUT_MS = 10 * 60_000;

/**
 * Downloads a file and computes its hashes on the way.
 * @param url http, https or file
 * @throws UpstreamError that names the URL and what went wrong
 */
export async function download(url: string, file: string): Promise<FileHashes> {
  const hashes = { sha256: createHash('sha256'), md5: createHash('md5') };
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hashes.sha256.update(chunk);
      hashes.md5.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await open(url), hashing, createWriteStream(file));
  } catch (error) {
    throw new UpstreamError(`${url} cannot be downloaded: ${reasonOf(error)}`, [
      'Check that this version is there, the network and the proxy. Nothing was changed.',
    ]);
  }
  return { sha256: hashes.sha256.digest('hex'), md5: hashes.md5.digest('hex') };
}

async function open(url: string): Promise<Readable> {
  if (url.startsWith('file:')) return createReadStream(fileURLToPath(url));
  if (!/^https?:\/\//.test(url)) throw new Error('only http, https and file are known');
  const dispatcher = new EnvHttpProxyAgent();
  const { ok, status, body } = await fetch(url, { dispatcher, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!ok || !body) throw new Error(`the server answered ${status}`);
  return Readable.fromWeb(body);
}

/** What undici says itself is "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}
