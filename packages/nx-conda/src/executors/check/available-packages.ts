import type { ExecutorContext } from '@nx/devkit';
import { existsSync } from 'node:fs';
import { type ChannelPackage, isSubdir, listPackages } from '../../channel/repodata';
import { condaMetadata } from '../../graph/conda-metadata';
import { localChannelFolder } from '../channel-arguments';

/** Names of packages that projects build, each with the names of those projects. */
export function projectsByPackage({
  projectsConfigurations,
}: Pick<ExecutorContext, 'projectsConfigurations'>): Map<string, string[]> {
  const providers = new Map<string, string[]>();
  for (const [project, configuration] of Object.entries(projectsConfigurations.projects)) {
    for (const name of condaMetadata(configuration)?.provides ?? []) {
      providers.set(name, [...(providers.get(name) ?? []), project]);
    }
  }
  return providers;
}

/** The names in channels, read once for all projects of a process that have the same. */
export class ChannelNames {
  private readonly known = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(private readonly workspaceRoot: string) {}

  /** Undefined where one of the channels is not on this machine, or cannot be read: nobody knows its names then. */
  of(channels: readonly string[]): Promise<ReadonlySet<string> | undefined> {
    const key = JSON.stringify(channels);
    const known = this.known.get(key) ?? this.read(channels);
    this.known.set(key, known);
    return known;
  }

  private async read(channels: readonly string[]): Promise<ReadonlySet<string> | undefined> {
    const folders = channels.map((channel) => readableFolder(channel, this.workspaceRoot));
    if (folders.length === 0 || folders.includes(undefined)) return undefined;
    try {
      const packages = await Promise.all(folders.map((folder) => listPackages(folder ?? '')));
      return new Set(packages.flat().map(({ name }) => name));
    } catch {
      return undefined;
    }
  }
}

/** What a channel lists; undefined where it is not on this machine, or cannot be read. */
export async function packagesOfChannel(
  channel: string,
  workspaceRoot: string,
): Promise<ChannelPackage[] | undefined> {
  const folder = readableFolder(channel, workspaceRoot);
  return folder === undefined ? undefined : listPackages(folder).catch(() => undefined);
}

/** With the index that every client needs. */
function readableFolder(channel: string, workspaceRoot: string): string | undefined {
  const folder = localChannelFolder(channel, workspaceRoot);
  return folder !== undefined && existsSync(folder) && isSubdir(folder, 'noarch') ? folder : undefined;
}
