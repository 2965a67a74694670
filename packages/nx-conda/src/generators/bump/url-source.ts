import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { editablePlace } from '../../recipe/edit/editable-place';
import { child } from '../../recipe/yaml/nodes';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { shownPosition } from '../../recipe/yaml/edit-error';
import { scalarEdit } from '../../recipe/edit/scalar-edit';
import { Downloader, type FileHashes } from '../../source/fetch/download';
import { checkHash } from '../../source/fetch/find-sdist';
import { startRepository } from '../../source/fetch/checkout';
import { unpack } from '../../source/fetch/unpack';
import { movedInIndex } from './index-source';
import type { NewSource, SourceMove } from './source-move';

/** Enough for browsers, the largest sources that recipes patch. */
const LIMITS = { files: 1_000_000, bytes: 40_000_000_000 };

/**
 * Downloads the new file from the first mirror that has it, and makes the edits that write its hashes.
 * @throws ExplainedError if no mirror has it; then nothing is changed
 */
export async function newUrlSource(recipe: ParsedRecipe, move: SourceMove): Promise<NewSource | undefined> {
  const { before, after, scratch } = move;
  if (before.urls.join('\n') === after.urls.join('\n')) return undefined;
  const moved = await movedInIndex(recipe, move);
  const file = join(scratch, createHash('sha256').update(after.urls.join('\n')).digest('hex'));
  const downloader = new Downloader(moved?.index);
  const urls = moved ? [moved.sdist.url] : after.urls;
  const { url, hashes } = await fromMirrors(urls, file, downloader).finally(() => downloader.close());
  if (moved) checkHash(moved.sdist, hashes.sha256);
  const edits = (['sha256', 'md5'] as const).flatMap((key) => {
    const node = child(before.source.node, key);
    return node ? [scalarEdit(recipe, editablePlace(recipe, node, key), hashes[key])] : [];
  });
  const where = shownPosition(recipe, before.source.node);
  return {
    edits: [...(moved?.edits ?? []), ...edits],
    description: `New source: ${url}, sha256 ${hashes.sha256}`,
    remarks: edits.length > 0 ? [] : [`${where} The source has no hash. Add \`sha256: ${hashes.sha256}\`.`],
    unpackInto: async (folder) => {
      const top = await unpack(file, new URL(url).pathname, folder, LIMITS);
      await startRepository(top);
      return top;
    },
  };
}

async function fromMirrors(
  urls: readonly string[],
  file: string,
  downloader: Downloader,
): Promise<{ url: string; hashes: FileHashes }> {
  let failure: unknown;
  for (const url of urls) {
    try {
      return { url, hashes: await downloader.file(url, file) };
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
