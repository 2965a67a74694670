import { basename } from 'node:path';
import type { PackageTask } from './conda-tasks';
import { criticalPath } from './critical-path';
import { failureCause } from './failure-cause';
import { filesPerPackage, labelPackages, packageEntries, sharedVariant } from './package-entries';
import type { ProjectFolder } from './project-folder';
import type { ReportedPackage, RunReport, TaskReport, TaskStatus } from './run-report';
import { totalsOf } from './totals';
import { assignWorkers } from './workers';

/** A run as Nx describes it to its plugins. Times are milliseconds since 1970. */
export interface Run {
  workspaceRoot: string;
  outputRoot: string;
  start: number;
  end: number;
}

/**
 * The report of a run. Pure: reads and writes nothing.
 * @param folders of the tasks, by id
 */
export function makeReport(
  tasks: PackageTask[],
  folders: ReadonlyMap<string, ProjectFolder>,
  run: Run,
): RunReport {
  const { workspaceRoot, outputRoot, start, end } = run;
  const mostFiles = filesPerPackage(folders.values());
  const reports = tasks.map((task) => {
    const folder = folders.get(task.result.task.id);
    return taskReport(task, folder, folder ? packageEntries(folder, mostFiles) : []);
  });
  const sorted = inOrder(reports);
  labelPackages(sorted.flatMap(({ packages }) => packages));
  return {
    version: 1,
    workspace: basename(workspaceRoot),
    ...{ outputRoot, start, end },
    totals: totalsOf(sorted, run),
    criticalPath: criticalPath(sorted),
    tasks: sorted,
  };
}

function taskReport(
  task: PackageTask,
  folder: ProjectFolder | undefined,
  packages: ReportedPackage[],
): TaskReport {
  const { kind, project, conda, result, dependsOn } = task;
  const status = statusOf(task);
  return {
    id: result.task.id,
    ...{ kind, project, target: result.task.target.target, recipe: conda.recipe, status },
    variant: sharedVariant(packages),
    dependsOn,
    ...timeOf(task, status),
    packages,
    ...buildFacts(folder, status),
    ...(folder?.log !== undefined && { log: folder.log }),
    ...(status === 'failed' && { failure: failureCause(result.terminalOutput) }),
  };
}

function buildFacts(
  folder: ProjectFolder | undefined,
  status: TaskStatus,
): Pick<TaskReport, 'buildSeconds' | 'changes'> {
  const built = folder?.build?.report;
  if (built === undefined) return {};
  const { seconds: buildSeconds, changes } = built;
  return { buildSeconds, ...(changes && status === 'built' && { changes }) };
}

function statusOf({ kind, result: { status } }: PackageTask): TaskStatus {
  switch (status as string) {
    case 'success':
      return kind === 'build' ? 'built' : 'tested';
    case 'local-cache':
    case 'local-cache-kept-existing':
      return 'reused';
    case 'remote-cache':
      return 'remote';
    case 'failure':
      return 'failed';
    // `skipped` and `stopped`.
    default:
      return 'skipped';
  }
}

/** The worker is assigned when the order is known. */
function timeOf({ result: { task } }: PackageTask, status: TaskStatus): Pick<TaskReport, 'time'> {
  const { startTime: start, endTime: end } = task;
  if (start === undefined || end === undefined || status === 'skipped') return {};
  return { time: { start, end, seconds: Math.max(0, end - start) / 1000, worker: 0 } };
}

function inOrder(tasks: TaskReport[]): TaskReport[] {
  const startOf = ({ time }: TaskReport) => time?.start ?? Number.POSITIVE_INFINITY;
  const sorted = [...tasks].sort((a, b) => Math.sign(startOf(a) - startOf(b)) || (a.id < b.id ? -1 : 1));
  const started = sorted.flatMap(({ time }) => (time ? [time] : []));
  const workers = assignWorkers(started);
  started.forEach((time, index) => (time.worker = workers[index] ?? 0));
  return sorted;
}
