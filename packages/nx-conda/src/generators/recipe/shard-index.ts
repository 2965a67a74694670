import { decode } from '@msgpack/msgpack';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { limited } from '../../machine/limited';
import { decompressZstd } from '../../channel/zstd';

/** Of a subdir of a channel; small, as it only names packages (CEP 16). */
export const SHARD_INDEX = 'repodata_shards.msgpack.zst';

/** conda-forge's is a hundredth of it. */
const MAX_BYTES = 200_000_000;

/**
 * The names of the packages that a sharded index lists.
 * @param file the bytes of a `repodata_shards.msgpack.zst`
 * @throws Error where they are no such index
 */
export async function namesInShardIndex(file: Uint8Array): Promise<string[]> {
  const bytes = await buffer(limited(decompressZstd(Readable.from([file])), MAX_BYTES));
  const index = decode(bytes) as { shards?: unknown } | null;
  const shards = index?.shards;
  if (typeof shards !== 'object' || shards === null) throw new Error('it lists no shards');
  return Object.keys(shards);
}
