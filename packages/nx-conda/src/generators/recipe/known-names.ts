import { createProjectGraphAsync, readProjectsConfigurationFromProjectGraph } from '@nx/devkit';
import { ChannelNames, providersOf } from '../../executors/check/known-packages';
import type { NameKnowledge } from './requirements/conda-name';

/** What the workspace builds, and what its channels have. Of a workspace that cannot be read, nothing is known. */
export async function knownNames(root: string, channels: readonly string[]): Promise<NameKnowledge> {
  const providers = await providedNames();
  return { workspace: new Set(providers), channels: await new ChannelNames(root).of(channels) };
}

async function providedNames(): Promise<string[]> {
  try {
    const graph = await createProjectGraphAsync();
    return [
      ...providersOf({ projectsConfigurations: readProjectsConfigurationFromProjectGraph(graph) }).keys(),
    ];
  } catch {
    // Another recipe of the workspace is broken: that is for its own commands to say.
    return [];
  }
}
