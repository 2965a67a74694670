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
    const conda = condaMetadata(configuration);
    // The recipe's project provides the packages of all variants.
    if (!conda || conda.variant) continue;
    for (const name of conda.provides) {
      providers.set(name, [...(providers.get(name) ?? []), project]);
    }
  }
  return providers;
}

/** The package names of channels, read once per process for all projects that share them. */
export class ChannelNames {
  private readonly known = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(private readonly workspaceRoot: string) {}

  /** Undefined if a channel is remote or unreadable: its names are unknown. */
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

/** The names in a channel; undefined if it is remote or unreadable. */
export async function packagesOfChannel(
  channel: string,
  workspaceRoot: string,
): Promise<ChannelPackage[] | undefined> {
  const folder = readableFolder(channel, workspaceRoot);
  return folder === undefined ? undefined : listPackages(folder).catch(() => undefined);
}

/** Always includes noarch, whose index every client needs. */
function readableFolder(channel: string, workspaceRoot: string): string | undefined {
  const folder = localChannelFolder(channel, workspaceRoot);
  return folder !== undefined && existsSync(folder) && isSubdir(folder, 'noarch') ? folder : undefined;
}
