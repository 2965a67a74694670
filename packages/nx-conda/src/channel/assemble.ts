import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '../machine/lock';
import { addToIndex, removeOtherForms } from './channel-index';
import { copyAndHash } from '../machine/file-hash';
import {
  type PackageToPublish,
  type Placement,
  placementOf,
  refuseReplacements,
  refuseTwins,
} from './placement';
import { temporaryBeside } from '../machine/write-atomically';
import { ExplainedError } from '../explained-error';

export interface PublishRequest {
  packages: PackageToPublish[];
  /** Absolute path of the channel; created if missing. */
  channel: string;
  /** Replace packages that have the same file name but different content. */
  force: boolean;
  /** Called with the process that is publishing to the channel, before waiting for it. */
  onWait?: (pid: number) => void;
}

export interface Published {
  subdir: string;
  fileName: string;
  result: Placement['result'];
}

/**
 * Adds packages to one indexed channel folder: all of them, or none on any error. Several processes may do so at once.
 * @throws ExplainedError if the channel has a file of that name with different content, unless `force`; if a package
 * does not match its index; if a name leads out of the channel.
 */
export async function publishToFolder({
  packages,
  channel,
  force,
  onWait,
}: PublishRequest): Promise<Published[]> {
  await mkdir(channel, { recursive: true });
  const publish = async () => {
    const placements = await placementsIn(channel, packages, force);
    await write(placements, channel);
    return placements.map(published);
  };
  return withLock(join(channel, '.nx-conda.lock'), publish, { onWait });
}

/**
 * What `publishToFolder` would do now; writes nothing.
 * @throws ExplainedError for the packages that it would refuse.
 */
export async function comparedWithFolder({ packages, channel, force }: PublishRequest): Promise<Published[]> {
  return (await placementsIn(channel, packages, force)).map(published);
}

async function placementsIn(
  channel: string,
  packages: PackageToPublish[],
  force: boolean,
): Promise<Placement[]> {
  const placements = await Promise.all(packages.map((built) => placementOf(built, channel)));
  refuseTwins(placements);
  if (!force) refuseReplacements(placements, channel);
  return placements;
}

function published({ built: { subdir, fileName }, result }: Placement): Published {
  return { subdir, fileName, result };
}

/** Everything that can fail comes first: until the first rename the channel is unchanged. */
async function write(placements: Placement[], channel: string): Promise<void> {
  const changed = placements.filter(({ result }) => result !== 'unchanged');
  const missing = changed.filter(({ built, present }) => present !== built.sha256);
  const copies = missing.map((placement) => ({ ...placement, copy: temporaryBeside(placement.target) }));
  try {
    for (const { built, copy } of copies) await copyVerified(built, copy);
    await removeOtherForms(
      channel,
      changed.map(({ built }) => built.subdir),
    );
    for (const { copy, target } of copies) await rename(copy, target);
    await addToIndex(
      channel,
      changed.map(({ built }) => built),
    );
  } finally {
    for (const { copy } of copies) await rm(copy, { force: true });
  }
}

/** @throws ExplainedError if the package does not match its index. */
async function copyVerified({ file, sha256 }: PackageToPublish, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  const copied = await copyAndHash(file, copy);
  if (copied !== sha256) throw unlikeItsIndex(file, copied, sha256);
}

/** @param copied, sha256 of the file and in its index. */
export function unlikeItsIndex(file: string, copied: string, sha256: string): ExplainedError {
  return new ExplainedError(
    `${file} does not match its repodata.json:\n` +
      `  the file:     sha256 ${copied}\n  its repodata: sha256 ${sha256}`,
    [
      'To restore or rebuild the packages, run nx run <project>:conda-build, and then publish again.',
      'If the hashes still differ, run nx run <project>:conda-build --skip-nx-cache, and then publish again.',
    ],
  );
}
