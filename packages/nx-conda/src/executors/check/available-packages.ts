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

/** The versions of packages that projects build, by name; without names whose versions are not exactly known. */
export function versionsByPackage({
  projectsConfigurations,
}: Pick<ExecutorContext, 'projectsConfigurations'>): Map<string, string[]> {
  const versions = new Map<string, Set<string>>();
  const unknown = new Set<string>();
  for (const configuration of Object.values(projectsConfigurations.projects)) {
    const conda = condaMetadata(configuration);
    // Other projects build the variants of a split recipe.
    if (!conda || conda.splitInto) continue;
    for (const name of conda.provides) {
      const own = conda.versions?.[name];
      if (own) versions.set(name, new Set([...(versions.get(name) ?? []), ...own]));
      else unknown.add(name);
    }
  }
  const known = [...versions].filter(([name]) => !unknown.has(name));
  return new Map(known.map(([name, set]) => [name, [...set]]));
}

/** The packages of channels, read once per process for all projects that share them. */
export class ChannelNames {
  private readonly known = new Map<string, Promise<ReadonlyMap<string, readonly string[]> | undefined>>();

  constructor(private readonly workspaceRoot: string) {}

  /** The versions of each package, by name; undefined if a channel is remote or unreadable. */
  of(channels: readonly string[]): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
    const key = JSON.stringify(channels);
    const known = this.known.get(key) ?? this.read(channels);
    this.known.set(key, known);
    return known;
  }

  /** The names of all packages of those channels that are folders on this machine. */
  async onThisMachine(channels: readonly string[]): Promise<ReadonlySet<string>> {
    const names = await Promise.all(
      channels
        .filter((channel) => readableFolder(channel, this.workspaceRoot) !== undefined)
        .map(async (channel) => [...((await this.of([channel]))?.keys() ?? [])]),
    );
    return new Set(names.flat());
  }

  /** Channels that should be folders on this machine, but are not, or have no index. */
  absent(channels: readonly string[]): { channel: string; folder: string }[] {
    return channels.flatMap((channel) => {
      const folder = localChannelFolder(channel, this.workspaceRoot);
      const isThere = folder === undefined || readableFolder(channel, this.workspaceRoot) !== undefined;
      return isThere ? [] : [{ channel, folder }];
    });
  }

  private async read(
    channels: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
    const folders = channels.map((channel) => readableFolder(channel, this.workspaceRoot));
    if (folders.includes(undefined)) return undefined;
    try {
      const packages = await Promise.all(folders.map((folder) => listPackages(folder ?? '')));
      return versionsOf(packages.flat());
    } catch {
      return undefined;
    }
  }
}

function versionsOf(packages: readonly ChannelPackage[]): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, Set<string>>();
  for (const { name, version } of packages)
    versions.set(name, (versions.get(name) ?? new Set<string>()).add(version));
  return new Map([...versions].map(([name, set]) => [name, [...set]]));
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
