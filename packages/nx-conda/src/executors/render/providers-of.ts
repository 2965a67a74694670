import type { ProjectConfiguration } from '@nx/devkit';
import { condaMetadata } from '../../graph/conda-metadata';
import type { ProvidersOf } from './render-report';
import type { CondaTask } from '../task';

type Projects = Record<string, Pick<ProjectConfiguration, 'root' | 'metadata'>>;

/**
 * Who provides what a recipe names: the projects that the graph has an edge to, since not every package of the name
 * can be installed on the platform. What the recipe exports is installed elsewhere: any project counts.
 */
export function providersOf({ project, conda }: CondaTask, projects: Projects): ProvidersOf {
  const known = Object.entries(projects).map(([name, configuration]) => ({
    name,
    isNear: name === project || conda.edges.includes(configuration.root),
    provides: condaMetadata(configuration)?.provides ?? [],
  }));
  return (required, kind) =>
    known
      .filter(({ isNear }) => isNear || kind.startsWith('run_exports.'))
      .filter(({ provides }) => provides.includes(required))
      .map(({ name }) => name)
      .sort();
}
