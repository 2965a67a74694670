import { differentContent, type PackageToPublish } from '../channel/placement';
import type { Access } from './access';
import { compare, type RemotePlacement } from './compare';
import { requireIntact, subdirsToUpload, unreadable } from './packages-to-upload';
import { readIndex, type RemoteIndex } from './read-index';
import type { ServerKind } from './remote-channel';
import type { ServerRequest } from './server-request';
import { upload } from './upload';
import type { UploadOptions } from './upload-arguments';

/** The servers that index by themselves. */
type IndexingServer = Exclude<ServerKind, 's3'>;

/** They refuse a package that they already have; the others replace it, or add it a second time. */
const REFUSES: Record<IndexingServer, boolean> = {
  prefix: true,
  anaconda: true,
  quetz: true,
  artifactory: false,
  cloudsmith: false,
};

/** rattler-build can replace packages on them. */
const CAN_REPLACE: Record<IndexingServer, boolean> = {
  prefix: true,
  anaconda: true,
  quetz: false,
  artifactory: true,
  cloudsmith: false,
};

/**
 * Uploads one package after the other.
 * @throws ExplainedError see `publishToServer`.
 */
export async function publishEach(
  access: Access,
  kind: IndexingServer,
  { packages, options, dryRun, onUpload }: ServerRequest,
): Promise<RemotePlacement[]> {
  const reading = await readIndex(access, subdirsToUpload(packages));
  if ('problem' in reading && !REFUSES[kind] && !options.force) throw unreadable(access, reading.problem);
  const placements = compare(packages, 'index' in reading ? reading.index : undefined);
  refuseReplacements(placements, access, CAN_REPLACE[kind], options.force);
  if (dryRun) return placements;
  const done: RemotePlacement[] = [];
  for (const placement of placements) {
    if (placement.result === 'unchanged') done.push(placement);
    else {
      await requireIntact(placement.built);
      onUpload([placement.built]);
      done.push(await publishOne(access, placement, options));
    }
  }
  return done;
}

function refuseReplacements(
  placements: RemotePlacement[],
  { channel }: Access,
  canReplace: boolean,
  force: boolean,
): void {
  const clashes = placements.filter(({ result }) => result === 'replaced');
  if (clashes.length === 0) return;
  if (!canReplace) throw differentContent(clashes, channel.name, CANNOT_REPLACE);
  if (!force) throw differentContent(clashes, channel.name);
}

const CANNOT_REPLACE =
  'Or delete the old packages on the server, and then publish again: rattler-build cannot replace packages on this kind of server.';

async function publishOne(
  access: Access,
  placement: RemotePlacement,
  options: UploadOptions,
): Promise<RemotePlacement> {
  const result = await upload(access, [placement.built.file], options);
  const isCompared = placement.result !== 'unknown';
  if (result === 'exists') return isCompared ? existing(access, placement.built) : { ...placement, result };
  return isCompared ? placement : { ...placement, result: 'added' };
}

/** The server refused the package. Meanwhile its index may list it. */
async function existing(access: Access, built: PackageToPublish): Promise<RemotePlacement> {
  const [found] = compare([built], await indexOf(access, built.subdir));
  if (found?.result === 'replaced') throw differentContent([found], access.channel.name);
  return found?.result === 'unchanged' ? found : { built, result: 'exists' };
}

async function indexOf(access: Access, subdir: string): Promise<RemoteIndex | undefined> {
  const reading = await readIndex(access, [subdir]);
  return 'index' in reading ? reading.index : undefined;
}
