import { decode } from '@msgpack/msgpack';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { limited } from '../../machine/limited';
import { decompressZstd } from '../../channel/zstd';

/** The index of a channel's subdir; small, as it only has package names (CEP 16). */
export const SHARD_INDEX = 'repodata_shards.msgpack.zst';

/** 100 times the size of conda-forge's index. */
const MAX_BYTES = 200_000_000;

/**
 * The names of the packages that a sharded index lists.
 * @param file the bytes of a `repodata_shards.msgpack.zst`
 * @throws Error if the file is not such an index
 */
export async function namesInShardIndex(file: Uint8Array): Promise<string[]> {
  const bytes = await buffer(limited(decompressZstd(Readable.from([file])), MAX_BYTES));
  const index = decode(bytes) as { shards?: unknown } | null;
  const shards = index?.shards;
  if (typeof shards !== 'object' || shards === null) throw new Error(`${SHARD_INDEX} has no "shards"`);
  return Object.keys(shards);
}
