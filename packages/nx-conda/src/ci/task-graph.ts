import { BUILD_EXECUTOR, TEST_EXECUTOR } from '../graph/targets';
import { condaMetadata, type CondaMetadata } from '../graph/conda-metadata';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

/** What `nx run-many --graph=<file>` writes, as far as the plan needs it. */
export interface GraphFile {
  graph: { nodes: Record<string, { data: ProjectConfiguration }> };
  tasks: {
    tasks: Record<string, { id: string; target: { project: string; target: string } }>;
    dependencies: Record<string, { id: string }[]>;
  };
}

/** The tasks of nx-conda of one project: one machine runs them, one after another. */
export interface CondaProject {
  name: string;
  conda: CondaMetadata;
  /** Ids of tasks. */
  tasks: string[];
  hasBuild: boolean;
  hasTest: boolean;
  /** Names of the targets that test with a configuration for machines with a GPU. */
  gpuTargets: string[];
  /** Names of the projects whose tasks must be done before. */
  after: string[];
}

/** The configuration of `conda-test` that runs it on a machine with a GPU: see docs/gpu-tests.md. */
export const GPU = 'gpu';

const OWN_EXECUTOR = /^nx-conda:/;

/**
 * The projects that have tasks of nx-conda. Tasks of other plugins are not planned: Nx runs them where it needs them, in
 * any job. What they wait for counts for the tasks that wait for them.
 */
export function condaProjects({ graph, tasks }: GraphFile): Map<string, CondaProject> {
  const projects = new Map<string, CondaProject>();
  const targetOf = (id: string) => {
    const { project = '', target = '' } = tasks.tasks[id]?.target ?? {};
    return graph.nodes[project]?.data.targets?.[target];
  };
  const isOwn = (id: string) => OWN_EXECUTOR.test(targetOf(id)?.executor ?? '');
  const required = ownBefore(tasks.dependencies, isOwn);
  for (const { id, target } of Object.values(tasks.tasks)) {
    const conda = condaMetadata(graph.nodes[target.project]?.data);
    if (!isOwn(id) || !conda) continue;
    const project = projects.get(target.project) ?? emptyProject(target.project, conda);
    projects.set(project.name, project);
    addTask(project, target.target, targetOf(id));
    project.tasks.push(id);
    const others = required(id).map((other) => tasks.tasks[other]?.target.project ?? '');
    project.after = [...new Set([...project.after, ...others])].filter((name) => name !== project.name);
  }
  return projects;
}

function addTask(project: CondaProject, name: string, target: TargetConfiguration | undefined): void {
  const { executor, configurations = {} } = target ?? {};
  project.hasBuild ||= executor === BUILD_EXECUTOR;
  project.hasTest ||= executor === TEST_EXECUTOR;
  if (executor === TEST_EXECUTOR && GPU in configurations) project.gpuTargets.push(name);
}

function emptyProject(name: string, conda: CondaMetadata): CondaProject {
  return { name, conda, tasks: [], hasBuild: false, hasTest: false, gpuTargets: [], after: [] };
}

/** For a task, the nearest tasks of nx-conda that it waits for. */
function ownBefore(
  dependencies: GraphFile['tasks']['dependencies'],
  isOwn: (id: string) => boolean,
): (id: string) => string[] {
  return (start) => {
    const found = new Set<string>();
    const seen = new Set([start]);
    // Grows while it is walked.
    for (const id of seen) {
      if (id !== start && isOwn(id)) found.add(id);
      else for (const other of dependencies[id] ?? []) seen.add(other.id);
    }
    return [...found];
  };
}
