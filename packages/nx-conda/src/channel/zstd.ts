import { Readable, type Transform, pipeline } from 'node:stream';
import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';

/** The part of node:zlib that Node has from 22.15 on. */
interface NativeZstd {
  createZstdDecompress?: (options: { params: Record<number, number> }) => Transform;
}

/** `ZSTD_d_windowLogMax` (zstd.h): the 64-bit maximum; the default rejects the output of `zstd --long=28`. */
const params = { 100: 31 };

/**
 * An all-zero block of 128 KiB takes four bytes, so limiting the input of one step bounds its output: 32 MiB at worst.
 */
const stepBytes = 1024;

/**
 * Decompresses a zstd stream in constant memory. It may accept a truncated stream as complete (Node 22.23 does not
 * report it) and may not verify a checksum in it: the source must check both.
 * @throws Error, while iterating, if the data is invalid.
 */
export function decompressZstd(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { createZstdDecompress } = zlib as typeof zlib & NativeZstd;
  if (!createZstdDecompress) return decompressInJavaScript(source);
  // An error destroys the decoder, so it reaches the reader.
  return pipeline(Readable.from(source), createZstdDecompress({ params }), () => undefined);
}

/** The same for Node versions without zstd: about half as fast. */
export async function* decompressInJavaScript(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let blocks: Uint8Array[] = [];
  const decoder = new Decompress((block) => blocks.push(block));
  function* decode(data: Uint8Array, last: boolean): Generator<Uint8Array> {
    decoder.push(data, last);
    const ready = blocks;
    blocks = [];
    yield* ready;
  }
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += stepBytes) {
      yield* decode(chunk.subarray(start, start + stepBytes), false);
    }
  }
  yield* decode(new Uint8Array(0), true);
}
