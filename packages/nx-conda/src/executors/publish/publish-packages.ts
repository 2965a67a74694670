import { resolve } from 'node:path';
import { logger } from '../../nx';
import { comparedWithFolder, publishToFolder } from '../../channel/assemble';
import { channelFolder } from '../../channel/channel-folder';
import type { PackageToPublish } from '../../channel/placement';
import { withAccess } from '../../remote-channel/access';
import { publishToServer } from '../../remote-channel/publish-to-server';
import { type RemoteChannel, remoteChannel } from '../../remote-channel/remote-channel';
import { s3Server } from '../../remote-channel/s3-server';
import { engineForTask, lookForEngine } from '../engine-for-task';
import type { CondaTask } from '../task';
import { requireUploadable, uploadOptions } from './upload-options';
import type { PublishExecutorOptions } from './options.schema';
import type { PublishedPackage, Publication } from './publication';

/** Publishes the packages of a task, or with `dryRun` compares them with the channel. @throws ExplainedError */
export async function publishPackages(
  to: string,
  packages: PackageToPublish[],
  task: CondaTask,
  options: PublishExecutorOptions,
): Promise<Publication> {
  const isDryRun = options.dryRun ?? false;
  const remote = remoteChannel(to);
  if (remote) {
    return { channel: remote.name, isDryRun, packages: await toServer(remote, packages, task, options) };
  }
  const channel = channelFolder(to, task.workspaceRoot);
  const request = { packages, channel, force: options.force ?? false, onWait: waiting(task) };
  return {
    channel,
    isDryRun,
    packages: await (isDryRun ? comparedWithFolder(request) : publishToFolder(request)),
  };
}

async function toServer(
  channel: RemoteChannel,
  packages: PackageToPublish[],
  task: CondaTask,
  options: PublishExecutorOptions,
): Promise<PublishedPackage[]> {
  requireUploadable(channel, packages.length, options);
  const engine = await engineForTask(lookForEngine(options.rattlerBuild, task.workspaceRoot), undefined);
  const s3 = s3Server(options, process.env);
  const placements = await withAccess({ channel, engine, s3, env: process.env }, (access) =>
    publishToServer(access, {
      packages,
      options: uploadOptions(options, (path) => resolve(task.workspaceRoot, path)),
      dryRun: options.dryRun ?? false,
      onUpload: (uploads) => uploads.forEach((built) => logger.info(uploading(built, channel))),
      onWait: waiting(task),
    }),
  );
  return placements.map(({ built: { subdir, fileName }, result }) => ({ subdir, fileName, result }));
}

function waiting({ project }: CondaTask): (pid: number) => void {
  return (pid) =>
    logger.info(`${project} is waiting for process ${pid}, which publishes to the same channel.`);
}

function uploading({ subdir, fileName, size }: PackageToPublish, { name }: RemoteChannel): string {
  return `Uploading ${subdir}/${fileName} (${(size / 1e6).toFixed(1)} MB) to ${name}`;
}
