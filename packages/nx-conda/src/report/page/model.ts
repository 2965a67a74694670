import type { ReportedPackage, RunReport, TaskReport, TaskStatus } from '../run-report';

/** A line of the table of packages. */
export interface TableRow {
  task: TaskReport;
  /** Undefined if the task has no packages. */
  entry?: ReportedPackage;
  /** The test of the same project. */
  test?: TaskReport;
  /** Lower case; what the search looks in. */
  text: string;
}

/** The report, and how its tasks belong together. */
export interface Model {
  report: RunReport;
  byId: Map<string, TaskReport>;
  rows: TableRow[];
  /** Ids of the tasks of the critical path. */
  critical: Set<string>;
  /** Ids of builds by the id of a build that they wait for. */
  dependents: Map<string, string[]>;
}

export function modelOf(report: RunReport): Model {
  const byId = new Map(report.tasks.map((task) => [task.id, task]));
  const dependents = new Map<string, string[]>();
  for (const task of report.tasks.filter(({ kind }) => kind === 'build'))
    for (const id of task.dependsOn) dependents.set(id, [...(dependents.get(id) ?? []), task.id]);
  return { report, byId, rows: rowsOf(report), critical: new Set(report.criticalPath.tasks), dependents };
}

function rowsOf({ tasks }: RunReport): TableRow[] {
  const tests = new Map(tasks.filter(({ kind }) => kind === 'test').map((task) => [task.project, task]));
  const builds = tasks.filter(({ kind }) => kind === 'build');
  const built = new Set(builds.map(({ project }) => project));
  const alone = [...tests.values()].filter(({ project }) => !built.has(project));
  return [...builds, ...alone]
    .sort((a, b) => a.project.localeCompare(b.project, 'en'))
    .flatMap((task) => {
      const test = task.kind === 'build' ? tests.get(task.project) : task;
      const entries: (ReportedPackage | undefined)[] = task.packages.length > 0 ? task.packages : [undefined];
      return entries.map((entry) => rowOf(task, entry, test));
    });
}

function rowOf(task: TaskReport, entry: ReportedPackage | undefined, test: TaskReport | undefined): TableRow {
  const variant = Object.entries(entry?.variant ?? {}).map(([key, value]) => `${key}=${value}`);
  const words = [
    ...[task.project, task.recipe, task.status],
    ...(test ? [test.status] : []),
    ...(entry ? [entry.name, entry.version, entry.buildString, entry.subdir] : []),
  ];
  const text = [...words, ...variant].join('\n').toLowerCase();
  return { task, ...(entry && { entry }), ...(test && { test }), text };
}

/** @param query words, all of which must occur. */
export function matches({ text, task, test }: TableRow, query: string, status?: TaskStatus): boolean {
  if (status !== undefined && task.status !== status && test?.status !== status) return false;
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A build, all builds that it waits for directly or indirectly, and all that wait for it. */
export function lineage(id: string, { byId, dependents }: Model): Set<string> {
  const before = reach(id, (one) => byId.get(one)?.dependsOn ?? []);
  const after = reach(id, (one) => dependents.get(one) ?? []);
  return new Set([...before, ...after]);
}

function reach(from: string, next: (id: string) => string[]): Set<string> {
  const found = new Set([from]);
  // Grows while it is walked.
  for (const id of found) next(id).forEach((other) => found.add(other));
  return found;
}

/** The bytes of all packages of a task. */
export function bytesOf({ packages }: TaskReport): number {
  return packages.reduce((sum, { size }) => sum + size, 0);
}

/** @throws Error if there is none */
export function taskOf(id: string, { byId }: Model): TaskReport {
  const task = byId.get(id);
  if (!task) throw new Error(`${id} is not a task of the report.`);
  return task;
}
