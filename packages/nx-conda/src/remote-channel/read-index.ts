import { readFile } from 'node:fs/promises';
import type { Access } from './access';
import { download } from './download';

/** The packages that a channel lists: sha256 by `<subdir>/<file name>`. */
export type RemoteIndex = ReadonlyMap<string, string>;

/** The index, or the reason why it could not be read. */
export type IndexReading = { index: RemoteIndex } | { problem: string };

interface Listing {
  packages?: Record<string, { sha256?: string }>;
  'packages.conda'?: Record<string, { sha256?: string }>;
}

/** Reads what a channel lists in some subdirs. A subdir without an index is empty. */
export async function readIndex(access: Access, subdirs: Iterable<string>): Promise<IndexReading> {
  const index = new Map<string, string>();
  for (const subdir of new Set(subdirs)) {
    const found = await download(access, `${subdir}/repodata.json`);
    if ('problem' in found) {
      if (found.status === 404) continue;
      return { problem: found.problem };
    }
    const listed = listedIn(await readFile(found.file, 'utf8'));
    if (listed === undefined)
      return { problem: `${access.channel.url}/${subdir}/repodata.json is not an index.` };
    for (const [fileName, { sha256 = '' }] of listed) index.set(`${subdir}/${fileName}`, sha256);
  }
  return { index };
}

/** Undefined if the server sent something else, for example a page to log in. */
function listedIn(text: string): [string, { sha256?: string }][] | undefined {
  try {
    const listing = JSON.parse(text) as Listing;
    return Object.entries({ ...listing.packages, ...listing['packages.conda'] });
  } catch {
    return undefined;
  }
}
