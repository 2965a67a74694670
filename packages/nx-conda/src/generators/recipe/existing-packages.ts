import { createProjectGraphAsync, readProjectsConfigurationFromProjectGraph } from '@nx/devkit';
import { localChannelFolder } from '../../executors/channel-arguments';
import { packagesOfChannel, projectsByPackage } from '../../executors/check/available-packages';
import { withoutPassword } from '../../source/fetch/package-index';
import { remoteNames } from './remote-names';
import type { NameKnowledge } from './requirements/conda-name';

/** Where to look for package names. */
export interface NamePlaces {
  root: string;
  channels: readonly string[];
  /** `linux-64` */
  platform: string;
  /** An empty folder, absolute. */
  scratch: string;
  tell(line: string): void;
}

/** Known packages, on this machine and in remote channels. */
export interface KnownPackages {
  /** Packages that the workspace builds, and those of its channels. Unknown if the workspace is unreadable. */
  names: NameKnowledge;
  /** Python releases in channels on this machine, `3.11`; none for a missing channel. */
  pythons: string[];
}

/** Reads each channel once. */
export async function knownPackages(places: NamePlaces): Promise<KnownPackages> {
  const workspace = new Set(await providedNames(places));
  const local = places.channels.filter((channel) => isLocal(channel, places));
  const listed = await Promise.all(local.map((channel) => packagesOfChannel(channel, places.root)));
  const packages = listed.flatMap((one) => one ?? []);
  const isUnread = listed.includes(undefined) || (local.length > 0 && packages.length === 0);
  const channels = isUnread
    ? undefined
    : await withRemote(
        packages.map(({ name }) => name),
        places,
      );
  const pythons = packages.filter(({ name }) => name === 'python').map(({ version }) => version);
  const minors = pythons.map((version) => version.split('.').slice(0, 2).join('.'));
  return { names: { workspace, channels }, pythons: [...new Set(minors)] };
}

function isLocal(channel: string, { root }: NamePlaces): boolean {
  return localChannelFolder(channel, root) !== undefined;
}

/** Undefined if a channel cannot be read: then missing packages are unknown. */
async function withRemote(local: readonly string[], places: NamePlaces): Promise<Set<string> | undefined> {
  const { channels, platform, scratch, tell } = places;
  if (channels.length === 0) return undefined;
  const names = new Set(local);
  for (const channel of channels.filter((one) => !isLocal(one, places))) {
    try {
      for (const name of await remoteNames(channel, ['noarch', platform], scratch)) names.add(name);
    } catch (error) {
      const reason = (error as Error).message;
      tell(
        withoutToken(
          `nx-conda cannot check whether your channels have the required packages, because the package list of ${withoutPassword(channel)} could not be read: ${reason}`,
        ),
      );
      return undefined;
    }
  }
  return names;
}

/** The URL of a conda channel may contain a token. */
function withoutToken(text: string): string {
  return text.replace(/\/t\/[^/]+\//g, '/t/…/');
}

async function providedNames({ tell }: NamePlaces): Promise<string[]> {
  try {
    const graph = await createProjectGraphAsync();
    return [
      ...projectsByPackage({
        projectsConfigurations: readProjectsConfigurationFromProjectGraph(graph),
      }).keys(),
    ];
  } catch {
    // Another recipe is broken: its own targets report the error.
    tell(
      'nx-conda could not read which packages this workspace builds, and may report these packages as missing. To see the error, run nx graph',
    );
    return [];
  }
}
