import type { ProjectConfiguration, TaskResult } from '@nx/devkit';
import { condaMetadata, type CondaMetadata } from '../graph/conda-metadata';
import { BUILD_EXECUTOR, TEST_EXECUTOR } from '../graph/targets';

/** A task of a run that builds or tests packages. */
export interface PackageTask {
  kind: 'build' | 'test';
  project: string;
  conda: CondaMetadata;
  result: TaskResult;
  /** Ids of the tasks of this run that had to end before. */
  dependsOn: string[];
}

/** By executor, because a target can have any name. */
const KINDS: Record<string, PackageTask['kind'] | undefined> = {
  [BUILD_EXECUTOR]: 'build',
  [TEST_EXECUTOR]: 'test',
};

type Found = Omit<PackageTask, 'dependsOn'>;

/** The tasks of a run that build or test packages. @param projects of the project graph, by name. */
export function condaTasks(
  results: Record<string, TaskResult>,
  projects: Record<string, ProjectConfiguration | undefined>,
): PackageTask[] {
  const found = Object.values(results).flatMap((result) => {
    const { project, target } = result.task.target;
    const configuration = projects[project];
    const kind = KINDS[configuration?.targets?.[target]?.executor ?? ''];
    const conda = condaMetadata(configuration);
    return kind && conda ? [{ kind, project, conda, result }] : [];
  });
  const builds = new BuildTasks(found, projects);
  return found.map((task) => ({ ...task, dependsOn: builds.before(task) }));
}

/** The builds of a run, by what they build. */
class BuildTasks {
  private readonly byProject = new Map<string, string>();
  private readonly byRecipe = new Map<string, string[]>();

  constructor(
    tasks: Found[],
    private readonly projects: Record<string, ProjectConfiguration | undefined>,
  ) {
    for (const { kind, project, conda, result } of tasks) {
      if (kind !== 'build') continue;
      this.byProject.set(project, result.task.id);
      this.byRecipe.set(conda.recipe, [...(this.byRecipe.get(conda.recipe) ?? []), result.task.id]);
    }
  }

  before({ kind, project, conda }: Found): string[] {
    const needed = kind === 'build' ? conda.build : [project, ...conda.test];
    return [...new Set(needed.flatMap((name) => this.buildsOf(name)))];
  }

  /** Several projects build a recipe if each of its variants is a project. */
  private buildsOf(project: string): string[] {
    const own = this.byProject.get(project);
    if (own !== undefined) return [own];
    return this.byRecipe.get(condaMetadata(this.projects[project])?.recipe ?? '') ?? [];
  }
}
