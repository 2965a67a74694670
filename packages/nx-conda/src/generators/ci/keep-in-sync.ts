import { readNxJson, type Tree, updateNxJson } from '@nx/devkit';

/** The file of each provider that starts the workflow. */
export const WORKFLOWS = {
  github: '.github/workflows/conda.yml',
  gitlab: '.gitlab/nx-conda.yml',
  azure: '.azure/nx-conda.yml',
} as const;

const SYNC_GENERATOR = 'nx-conda:ci-sync';

/** Lets `nx sync` write the workflows again after a change of the workspace or an update of nx-conda. */
export function keepInSync(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const generators = nxJson.sync?.globalGenerators ?? [];
  if (generators.includes(SYNC_GENERATOR)) return;
  updateNxJson(tree, {
    ...nxJson,
    sync: { ...nxJson.sync, globalGenerators: [...generators, SYNC_GENERATOR] },
  });
}
