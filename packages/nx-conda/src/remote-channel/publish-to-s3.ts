import { differentContent, type PackageToPublish } from '../channel/placement';
import { ExplainedError } from '../explained-error';
import type { Access } from './access';
import { compare, type RemotePlacement } from './compare';
import { download } from './download';
import { requireIntact, subdirsToUpload, unreadable } from './packages-to-upload';
import { readIndex, type RemoteIndex } from './read-index';
import type { ServerRequest } from './server-request';
import { upload } from './upload';

/**
 * Uploads the packages that an S3 channel does not have, and updates its index.
 * @throws ExplainedError see `publishToServer`.
 */
export async function publishToS3(access: Access, request: ServerRequest): Promise<RemotePlacement[]> {
  const { packages, options, dryRun, onUpload } = request;
  const placements = compare(packages, await requireIndex(access, packages));
  const clashes = placements.filter(({ result }) => result === 'replaced');
  if (clashes.length > 0) throw differentContent(clashes, access.channel.name, KEEPS_CHECKSUM);
  const added = placements.filter(({ result }) => result === 'added').map(({ built }) => built);
  if (dryRun || added.length === 0) return placements;
  for (const built of added) await requireIntact(built);
  onUpload(added);
  const files = added.map(({ file }) => file);
  if ((await upload(access, files, { ...options, force: false })) === 'exists') {
    await requireSameContent(access, added);
    await upload(access, files, { ...options, force: true });
  }
  await requireListed(access, added);
  return placements;
}

const KEEPS_CHECKSUM =
  'nx-conda cannot replace packages in an S3 channel, even with --force: rattler-build would keep the checksum of the old package in the index.';

async function requireIndex(access: Access, packages: PackageToPublish[]): Promise<RemoteIndex> {
  const reading = await readIndex(access, subdirsToUpload(packages));
  if ('problem' in reading) throw unreadable(access, reading.problem);
  return reading.index;
}

/**
 * An interrupted publish leaves packages that the index does not list. Only replacing them makes rattler-build list them.
 * @throws ExplainedError if their content differs.
 */
async function requireSameContent(access: Access, packages: PackageToPublish[]): Promise<void> {
  for (const { subdir, fileName, sha256 } of packages) {
    const found = await download(access, `${subdir}/${fileName}`, sha256);
    if ('file' in found || found.status === 404) continue;
    if (!/checksum validation failed/.test(found.problem)) throw unreadable(access, found.problem);
    throw new ExplainedError(
      `${access.channel.name} has a file ${subdir}/${fileName} that its index does not list. The content of this file differs from the package to publish.`,
      [
        'If another machine is publishing this package now, wait until it has finished, and then publish again.',
        'Otherwise an interrupted publish left the file behind: delete the file in the bucket, and then publish again.',
      ],
    );
  }
}

/** @throws ExplainedError if the index misses a package: another machine may have overwritten it. */
async function requireListed(access: Access, packages: PackageToPublish[]): Promise<void> {
  const index = await requireIndex(access, packages);
  const missing = compare(packages, index).filter(({ result }) => result !== 'unchanged');
  if (missing.length === 0) return;
  const names = missing.map(({ built: { subdir, fileName } }) => `${subdir}/${fileName}`).join(', ');
  throw new ExplainedError(
    `The packages are uploaded to ${access.channel.name}, but its index does not list ${names}.`,
    [
      'Run the same command again: it adds the packages to the index.',
      "If this happens again, let only one machine publish at a time: the S3 server may not support conditional writes, without which machines overwrite each other's index.",
    ],
  );
}
