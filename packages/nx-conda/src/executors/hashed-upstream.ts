import type { ExecutorContext } from '@nx/devkit';
import { RUN_MARKER } from '../graph/run-marker';
import { BUILD_EXECUTOR } from './build-inputs';
import { TaskError } from './task-error';

type TaskContext = Pick<
  ExecutorContext,
  'projectName' | 'targetName' | 'configurationName' | 'taskGraph' | 'projectsConfigurations'
>;

/**
 * Nx hashes the digests of the packages that the tasks right before this one have built, and of no others.
 * @param projects whose packages this task may take.
 * @throws TaskError where one is not built by such a task: what this task gives would be reused whatever becomes of
 * those packages. A task that fails is never stored, and so there is nothing to reuse.
 */
export function requireHashedUpstream(projects: string[], context: TaskContext, env = process.env): void {
  const task = [context.projectName, context.targetName, context.configurationName].filter(Boolean).join(':');
  const before = tasksBefore(task, context, env);
  if (!before) return;
  const built = new Set(before.filter((id) => builds(id, context)).map((id) => projectOf(id, context)));
  const missing = projects.filter((project) => !built.has(project));
  if (missing.length === 0) return;
  throw new TaskError(
    `${task} takes packages of ${listed(missing)}, and does not wait for their builds in this run. Nx would leave those ` +
      'packages out of the hash, and reuse the result after they have changed.',
    [
      'Leave out --exclude-task-dependencies: what has been built is taken from the cache in a moment.',
      `Or does a project.json or nx.json set "dependsOn" of this target? Put "..." into the list: it stands for what nx-conda lists.`,
    ],
  );
}

/**
 * The tasks right before one; undefined where nobody can say: another executor runs this one, under a hash of its own;
 * or it runs on an agent of a distributed run, which gets single tasks and the hash from elsewhere (Nx 24: the graph
 * has no dependencies at all there, and no hook has run).
 */
function tasksBefore(task: string, { taskGraph }: TaskContext, env: NodeJS.ProcessEnv): string[] | undefined {
  const before = taskGraph?.dependencies[task];
  if (!taskGraph || !before) return undefined;
  const isAlone = Object.values(taskGraph.dependencies).every((edges) => edges.length === 0);
  if (isAlone && env[RUN_MARKER] === undefined) return undefined;
  return before.map(({ id }) => id);
}

function builds(id: string, { taskGraph, projectsConfigurations }: TaskContext): boolean {
  const { project = '', target = '' } = taskGraph?.tasks[id]?.target ?? {};
  return projectsConfigurations.projects[project]?.targets?.[target]?.executor === BUILD_EXECUTOR;
}

function projectOf(id: string, { taskGraph }: TaskContext): string | undefined {
  return taskGraph?.tasks[id]?.target.project;
}

function listed(names: string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} others`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join();
}
