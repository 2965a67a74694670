import { DependencyType, type CreateDependencies, type RawProjectGraphDependency } from '@nx/devkit';
import type { PluginOptions } from '../options';
import { condaMetadata } from './conda-metadata';

/**
 * Edges between recipes, from the metadata that createNodes left. Implicit ones: an edge with a source file goes
 * stale in Nx 24 when the provider appears after the file was last read.
 */
export const createDependencies: CreateDependencies<PluginOptions> = (_options, { projects }) => {
  const nameOfRoot = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  const dependencies: RawProjectGraphDependency[] = [];
  for (const [source, project] of Object.entries(projects)) {
    for (const root of condaMetadata(project)?.edges ?? []) {
      const target = nameOfRoot.get(root);
      if (target) dependencies.push({ source, target, type: DependencyType.implicit });
    }
  }
  return dependencies;
};
