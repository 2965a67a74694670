import type { ProjectConfiguration } from '@nx/devkit';
import { condaMetadata } from '../../graph/conda-metadata';
import type { ProvidersOf } from './render-report';
import type { CondaTask } from '../task';

type Projects = Record<string, Pick<ProjectConfiguration, 'root' | 'metadata'>>;

/**
 * The projects that provide the packages a recipe names: only those that the graph has an edge to, since some packages
 * of that name cannot be installed on the platform. Exported packages are installed elsewhere: any project counts.
 */
export function providersOf({ project, conda }: CondaTask, projects: Projects): ProvidersOf {
  const known = Object.entries(projects).flatMap(([name, configuration]) => {
    const other = condaMetadata(configuration);
    const isNear = name === project || conda.edges.includes(configuration.root);
    return other && !other.variant ? [{ name, isNear, provides: other.provides }] : [];
  });
  return (required, kind) =>
    known
      .filter(({ isNear }) => isNear || kind.startsWith('run_exports.'))
      .filter(({ provides }) => provides.includes(required))
      .map(({ name }) => name)
      .sort();
}
