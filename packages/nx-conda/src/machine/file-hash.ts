import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Bytes. Node's default of 64 KiB takes longer for large packages. */
const CHUNK = 1 << 20;

/** @returns sha256, hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Copies a file and flushes it to disk, with the permissions of new files: only the owner can read packages that
 * rattler-build makes.
 * @returns sha256 of the copied bytes, hexadecimal.
 */
export async function copyAndHash(from: string, to: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    createReadStream(from),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(to, { flush: true }),
  );
  return hash.digest('hex');
}
