import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ChannelPackage,
  type Repodata,
  emptyRepodata,
  readRepodata,
  recordsKey,
  repodataFile,
  writeEmptyChannel,
  writeRepodata,
} from './repodata';
import { ExplainedError } from '../explained-error';

/**
 * Other forms of the index, or files made from it. Clients prefer them to repodata.json, or read the run exports from
 * them, and would not see the change.
 */
const otherForms = /^(current_repodata\.|repodata_|repodata\.(?!json$)|run_exports\.json)/;

/** Lists packages in a channel that already contains them. Earlier entries remain. */
export async function addToIndex(channel: string, packages: ChannelPackage[]): Promise<void> {
  for (const subdir of new Set(packages.map((built) => built.subdir))) {
    const own = packages.filter((built) => built.subdir === subdir);
    const repodata = (await readRepodata(channel, subdir)) ?? emptyRepodata(subdir);
    await writeRepodata(channel, own.reduce(withPackage, repodata));
  }
  // Without it, clients consider the whole channel missing.
  if (!existsSync(repodataFile(channel, 'noarch'))) await writeEmptyChannel(channel);
}

/**
 * Removes the other forms of the index.
 * @throws ExplainedError if a subdir has no repodata.json beside them: their entries would be lost.
 */
export async function removeOtherForms(channel: string, subdirs: Iterable<string>): Promise<void> {
  for (const subdir of new Set(subdirs)) {
    const folder = join(channel, subdir);
    const found = existsSync(folder) ? (await readdir(folder)).filter((name) => otherForms.test(name)) : [];
    if (found.length > 0 && !existsSync(repodataFile(channel, subdir))) {
      throw new ExplainedError(
        `${folder} has ${found.join(', ')} but no repodata.json, which nx-conda needs.`,
        ['Index the channel again with conda-index or rattler-index, which write repodata.json by default.'],
      );
    }
    for (const name of found) await rm(join(folder, name), { force: true });
  }
}

function withPackage(repodata: Repodata, { fileName, record }: ChannelPackage): Repodata {
  const key = recordsKey(fileName);
  return { ...repodata, [key]: { ...repodata[key], [fileName]: record } };
}
