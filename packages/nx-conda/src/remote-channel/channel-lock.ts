import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../machine/cache-folder';
import { withLock } from '../machine/lock';
import type { RemoteChannel } from './remote-channel';

/**
 * Runs an action while no other process of this user on this machine publishes to the channel. rattler-build (0.74)
 * makes the index of an S3 channel by reading and replacing it: it repeats that after a change by another process, but
 * waits up to 90 seconds before.
 */
export function withChannelLock<T>(
  { url }: RemoteChannel,
  onWait: (pid: number) => void,
  action: () => Promise<T>,
): Promise<T> {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return withLock(join(cacheFolder(process.env), 'publish', `${name}.lock`), action, { onWait });
}
