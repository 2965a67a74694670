import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteChannelUrl } from './channel-url';
import { namesInShardIndex, SHARD_INDEX } from './shard-index';
import { Downloader } from '../../source/fetch/download';

/**
 * The package names in a remote channel, from its sharded index.
 * @param subdirs `noarch` and the target's
 * @param scratch an empty folder, absolute
 * @throws Error with the reason if the index cannot be read
 */
export async function remoteNames(
  channel: string,
  subdirs: readonly string[],
  scratch: string,
): Promise<string[]> {
  const url = remoteChannelUrl(channel);
  if (url === undefined)
    throw new Error(
      'nx-conda reads the list only if the channel is a name, or begins with https:// or http://',
    );
  const downloader = new Downloader();
  try {
    const names: string[] = [];
    for (const subdir of subdirs) {
      const file = join(scratch, `${subdir}-${SHARD_INDEX}`);
      await downloader.file(`${url}/${subdir}/${SHARD_INDEX}`, file);
      names.push(...(await namesInShardIndex(await readFile(file))));
    }
    return names;
  } finally {
    await downloader.close();
  }
}
