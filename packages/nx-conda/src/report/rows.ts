import { formatBytes, formatSeconds } from '../record/units';
import type { ReportedPackage, RunReport, TaskReport, TaskStatus } from './run-report';

/** A line of the tables in the terminal and in Markdown: a package, or a task without packages. */
export interface Row {
  project: string;
  package: string;
  variant: string;
  size: string;
  status: TaskStatus;
  /** Duration in this run; empty for further packages of a task. */
  time: string;
  /** Duration of the build that was saved. */
  saved: string;
}

/** A table of more rows lists reused packages as a number only. */
export const MANY_ROWS = 40;

/** Reused packages that a table does not list. */
export interface LeftOut {
  packages: number;
  bytes: number;
}

/** One row for each package, failed task and skipped build; by project. */
export function rowsOf(tasks: readonly TaskReport[]): Row[] {
  const shown = tasks.filter(({ kind, status }) => kind === 'build' || status === 'failed');
  const sorted = [...shown].sort((a, b) => compare(a.project, b.project) || compare(a.id, b.id));
  return sorted.flatMap(rowsOfTask);
}

/** @returns all rows if they are few, otherwise those of tasks that ran, and what is left out. */
export function shortRows({ tasks }: RunReport): { rows: Row[]; leftOut?: LeftOut } {
  const rows = rowsOf(tasks);
  if (rows.length <= MANY_ROWS) return { rows };
  const isReused = ({ status }: TaskReport) => status === 'reused' || status === 'remote';
  const packages = tasks.filter(isReused).flatMap((task) => task.packages);
  const bytes = packages.reduce((sum, { size }) => sum + size, 0);
  const ran = tasks.filter((task) => !isReused(task) && task.status !== 'skipped');
  return { rows: rowsOf(ran), leftOut: { packages: packages.length, bytes } };
}

function rowsOfTask(task: TaskReport): Row[] {
  const { project, kind, status, time, packages, buildSeconds } = task;
  const isReused = status === 'reused' || status === 'remote';
  const about = { project, status };
  const times = {
    time: time ? formatSeconds(time.seconds) : '',
    saved: isReused && buildSeconds !== undefined ? formatSeconds(buildSeconds) : '',
  };
  if (packages.length === 0)
    return [{ ...about, package: kind === 'test' ? '(tests)' : '', variant: '', size: '', ...times }];
  return packages.map((entry, index) => ({
    ...about,
    ...cellsOf(entry),
    ...(index === 0 ? times : { time: '', saved: '' }),
  }));
}

function cellsOf({ name, version, label, size }: ReportedPackage): Pick<Row, 'package' | 'variant' | 'size'> {
  return { package: `${name} ${version}`, variant: label, size: formatBytes(size) };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
