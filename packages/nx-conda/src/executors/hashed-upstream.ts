import type { ExecutorContext } from '@nx/devkit';
import { BUILD_EXECUTOR } from '../graph/targets';
import { ExplainedError } from '../explained-error';

type TaskContext = Pick<
  ExecutorContext,
  'projectName' | 'targetName' | 'configurationName' | 'taskGraph' | 'projectsConfigurations'
>;

/**
 * Nx hashes the digests of the packages that exist when it hashes a task: after the builds that the task waits for.
 * @param projects whose packages this task may use.
 * @throws ExplainedError if one of them is built in this run and the task does not wait for it: the hash would cover
 * the old packages, but the result would come from the new ones. Nx never stores a failed task.
 */
export function requireHashedUpstream(projects: string[], context: TaskContext): void {
  const { taskGraph } = context;
  const task = [context.projectName, context.targetName, context.configurationName].filter(Boolean).join(':');
  const before = taskGraph?.dependencies[task]?.map(({ id }) => id);
  // Another executor runs this one, under its own hash.
  if (!taskGraph || !before) return;
  const buildsOf = (ids: string[]) =>
    new Set(ids.filter((id) => builds(id, context)).map((id) => projectOf(id, context)));
  const [awaited, inRun] = [buildsOf(before), buildsOf(Object.keys(taskGraph.tasks))];
  const missing = projects.filter((project) => inRun.has(project) && !awaited.has(project));
  if (missing.length === 0) return;
  throw new ExplainedError(
    `${task} uses packages of ${listed(missing)}, which are built in this run, but ${task} does not wait for these builds. ` +
      `The hash of ${task} would cover the old packages.`,
    [
      'If project.json or nx.json sets "dependsOn" for this target, add "..." to the list: "..." stands for the targets that nx-conda sets.',
    ],
  );
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
