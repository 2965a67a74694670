import { refuseUnsafe } from '../channel/placement';
import { ExplainedError } from '../explained-error';
import type { Access } from './access';
import { withChannelLock } from './channel-lock';
import type { RemotePlacement } from './compare';
import { publishEach } from './publish-each';
import { publishToS3 } from './publish-to-s3';
import type { ServerRequest } from './server-request';

/**
 * Uploads the packages that a channel on a server does not have. Several processes may do so at once.
 * @throws ExplainedError if the channel has a package of that name with different content, unless `force` and the server
 * can replace packages; if a package does not match its index; if the upload fails.
 */
export async function publishToServer(access: Access, request: ServerRequest): Promise<RemotePlacement[]> {
  for (const { subdir, fileName } of request.packages) [subdir, fileName].forEach(refuseUnsafe);
  const { kind } = access.channel;
  if (kind !== 's3') return publishEach(access, kind, request);
  requireCommand(access);
  return withChannelLock(access.channel, request.onWait, () => publishToS3(access, request));
}

/** @throws ExplainedError for the embedded engine: py-rattler-build (0.73) can neither upload to S3 nor index. */
function requireCommand({ engine, channel }: Access): void {
  if (engine.kind === 'command') return;
  throw new ExplainedError(
    `Cannot publish to ${channel.name}: py-rattler-build, which nx-conda installed, does not support S3.`,
    [
      'Install the rattler-build command, for example with pixi global install rattler-build, and then publish again.',
      'Or publish to a folder, and copy the folder to the bucket.',
    ],
  );
}
