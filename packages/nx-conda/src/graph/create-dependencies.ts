import type { CreateDependencies, DependencyType, RawProjectGraphDependency } from '@nx/devkit';
import type { PluginOptions } from '../options';
import { condaMetadata } from './conda-metadata';

// The value of the enum: loading @nx/devkit takes longer than computing all edges.
const IMPLICIT = 'implicit' as DependencyType.implicit;

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
      if (target) dependencies.push({ source, target, type: IMPLICIT });
    }
  }
  return dependencies;
};
