import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 20;
const LIMIT_MS = 2000;

/**
 * Appends text to a file, a pipe or a terminal.
 * @throws if that is impossible, or if the reader takes nothing for two seconds.
 */
export async function writeNonblocking(path: string, text: string): Promise<void> {
  const { O_WRONLY, O_APPEND, O_NONBLOCK, O_NOCTTY } = constants;
  const handle = await open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY);
  try {
    let left = Buffer.from(text);
    for (let waited = 0; left.length > 0;) {
      const written = await writeSome(handle, left, waited < LIMIT_MS);
      left = left.subarray(written);
      waited = written > 0 ? 0 : waited + RETRY_MS;
      if (written === 0) await sleep(RETRY_MS);
    }
  } finally {
    await handle.close();
  }
}

/** @returns the number of bytes; 0 if the reader is busy and `mayWait`. */
async function writeSome(handle: FileHandle, bytes: Buffer, mayWait: boolean): Promise<number> {
  try {
    return (await handle.write(bytes)).bytesWritten;
  } catch (error) {
    if (mayWait && (error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}
