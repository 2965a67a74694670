import type { ReportedPackage, TaskReport, TaskStatus, Totals } from './run-report';

/** @param run start and end in milliseconds */
export function totalsOf(tasks: TaskReport[], run: { start: number; end: number }): Totals {
  const count = (kind: TaskReport['kind'], status: TaskStatus) =>
    tasks.filter((task) => task.kind === kind && task.status === status).length;
  const others = (kind: TaskReport['kind']) => ({
    reused: count(kind, 'reused'),
    remote: count(kind, 'remote'),
    failed: count(kind, 'failed'),
    skipped: count(kind, 'skipped'),
  });
  const packages: ReportedPackage[] = tasks.flatMap((task) => task.packages);
  const saved = tasks.filter(({ status }) => status === 'reused' || status === 'remote');
  return {
    builds: { built: count('build', 'built'), ...others('build') },
    tests: { tested: count('test', 'tested'), ...others('test') },
    packages: packages.length,
    bytes: sum(packages.map(({ size }) => size)),
    seconds: (run.end - run.start) / 1000,
    savedSeconds: sum(saved.map(({ buildSeconds = 0 }) => buildSeconds)),
    workers: Math.max(0, ...tasks.map(({ time }) => (time ? time.worker + 1 : 0))),
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
