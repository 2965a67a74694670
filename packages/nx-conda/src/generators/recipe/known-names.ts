import { createProjectGraphAsync, readProjectsConfigurationFromProjectGraph } from '@nx/devkit';
import { listPackages } from '../../channel/repodata';
import { channelFolder } from '../../executors/channels';
import { ChannelNames, providersOf } from '../../executors/check/known-packages';
import { withoutPassword } from '../../upstream/fetch/package-index';
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

/** What the workspace builds, and what its channels have. Of a workspace that cannot be read, nothing is known. */
export async function knownNames(places: NamePlaces): Promise<NameKnowledge> {
  return { workspace: new Set(await providedNames(places)), channels: await channelNames(places) };
}

/** Undefined where one of the channels does not tell: then nobody knows what is missing. */
async function channelNames(places: NamePlaces): Promise<ReadonlySet<string> | undefined> {
  const { root, channels, platform, scratch, tell } = places;
  const local = channels.filter((channel) => channelFolder(channel, root) !== undefined);
  const names = new Set(local.length > 0 ? await new ChannelNames(root).of(local) : []);
  if (channels.length === 0 || (local.length > 0 && names.size === 0)) return undefined;
  for (const channel of channels.filter((one) => !local.includes(one))) {
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

/** The releases of Python that channels on this machine have, `3.11`; none for a channel that is not there. */
export async function knownPythons(root: string, channels: readonly string[]): Promise<string[]> {
  const folders = channels.flatMap((channel) => channelFolder(channel, root) ?? []);
  const packages = await Promise.all(folders.map((folder) => listPackages(folder).catch(() => [])));
  const pythons = packages.flat().filter(({ name }) => name === 'python');
  return [...new Set(pythons.map(({ version }) => version.split('.').slice(0, 2).join('.')))];
}

/** conda's channels may have one in their address. */
function withoutToken(text: string): string {
  return text.replace(/\/t\/[^/]+\//g, '/t/…/');
}

async function providedNames({ tell }: NamePlaces): Promise<string[]> {
  try {
    const graph = await createProjectGraphAsync();
    return [
      ...providersOf({ projectsConfigurations: readProjectsConfigurationFromProjectGraph(graph) }).keys(),
    ];
  } catch {
    // Another recipe is broken: its own commands say how.
    tell('What the workspace builds cannot be told: nx graph says why.');
    return [];
  }
}
