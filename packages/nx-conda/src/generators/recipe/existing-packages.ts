import { createProjectGraphAsync, readProjectsConfigurationFromProjectGraph } from '@nx/devkit';
import { localChannelFolder } from '../../executors/channel-arguments';
import { packagesOfChannel, projectsByPackage } from '../../executors/check/available-packages';
import { withoutPassword } from '../../source/fetch/package-index';
import { remoteNames } from './remote-names';
import type { NameKnowledge } from './requirements/conda-name';

/** Where names are asked for. */
export interface NamePlaces {
  root: string;
  channels: readonly string[];
  /** `linux-64` */
  platform: string;
  /** An empty folder, absolute. */
  scratch: string;
  tell(line: string): void;
}

/** What is known of packages on this machine and in channels elsewhere. */
export interface KnownPackages {
  /** What the workspace builds, and what its channels have. Of a workspace that cannot be read, nothing is known. */
  names: NameKnowledge;
  /** The releases of Python that channels on this machine have, `3.11`; none for a channel that is not there. */
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

/** Undefined where one of the channels does not tell: then nobody knows what is missing. */
async function withRemote(local: readonly string[], places: NamePlaces): Promise<Set<string> | undefined> {
  const { channels, platform, scratch, tell } = places;
  if (channels.length === 0) return undefined;
  const names = new Set(local);
  for (const channel of channels.filter((one) => !isLocal(one, places))) {
    try {
      for (const name of await remoteNames(channel, ['noarch', platform], scratch)) names.add(name);
    } catch (error) {
      const reason = (error as Error).message;
      tell(withoutToken(`Nobody here knows what ${withoutPassword(channel)} has: ${reason}`));
      return undefined;
    }
  }
  return names;
}

/** conda's channels may have one in their address. */
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
    // Another recipe is broken: its own commands say how.
    tell('What the workspace builds cannot be told: nx graph says why.');
    return [];
  }
}
