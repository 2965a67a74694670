import { existsSync } from 'node:fs';
import nodePath, { join, type PlatformPath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../machine/cache-folder';
import { folderOf, isWrittenAsPath } from '../machine/paths';
import { isSubdir, writeEmptyChannel } from '../channel/repodata';
import { ExplainedError } from '../explained-error';

/**
 * The channels that rattler-build may use: the upstream projects' folders, then the configured channels.
 * @param upstream absolute folders.
 * @param configured URLs, names, or folders as `file:` paths relative to the workspace.
 */
export async function channelArguments(
  upstream: string[],
  configured: string[],
  workspaceRoot: string,
): Promise<string[]> {
  const channels = [
    ...upstream.map((folder) => pathToFileURL(folder).href),
    ...configured.map((channel) => channelUrl(channel, workspaceRoot)),
  ];
  if (channels.length > 0) return channels;
  // Without any channel, rattler-build uses conda-forge.
  const empty = join(cacheFolder(process.env), 'empty-channel');
  if (!isSubdir(empty, 'noarch')) await writeEmptyChannel(empty);
  return [pathToFileURL(empty).href];
}

/** @throws ExplainedError if a folder does not exist; only rattler-build can check remote channels. */
function channelUrl(channel: string, workspaceRoot: string): string {
  const folder = localChannelFolder(channel, workspaceRoot);
  if (folder === undefined) return channel;
  if (!existsSync(folder)) {
    throw new ExplainedError(`Channel ${channel} not found: the folder ${folder} does not exist.`, [
      'Correct "channels" in the options of nx-conda in nx.json or of the target in project.json.',
    ]);
  }
  return pathToFileURL(folder).href;
}

/** The folder of a channel on this machine; undefined for remote channels. */
export function localChannelFolder(
  channel: string,
  workspaceRoot: string,
  path: PlatformPath = nodePath,
): string | undefined {
  const isLocal = channel.startsWith('file:') || isWrittenAsPath(channel, path);
  return isLocal ? folderOf(channel, workspaceRoot, path) : undefined;
}
