import type { RunReport, TaskReport } from '../report/run-report';
import { type BuildClass, TYPICAL_SECONDS, TYPICAL_TEST_SECONDS } from './build-class';

export interface Duration {
  seconds: number;
  /** No report has the project. */
  isEstimate: boolean;
}

/** How long builds and tests take, from reports of earlier runs. */
export class Durations {
  private readonly known: Record<TaskReport['kind'], Map<string, number>>;
  private readonly typical: Record<BuildClass, number>;
  private readonly typicalTest: number;

  /** @param classOf of a project that is still there. */
  constructor(reports: readonly RunReport[], classOf: (project: string) => BuildClass | undefined) {
    const tasks = reports.flatMap((report) => report.tasks);
    this.known = { build: medians(tasks, 'build'), test: medians(tasks, 'test') };
    const builds = [...this.known.build];
    const of = (wanted: BuildClass) =>
      medianOf(builds.filter(([project]) => classOf(project) === wanted).map(([, seconds]) => seconds));
    this.typical = {
      cuda: of('cuda') ?? TYPICAL_SECONDS.cuda,
      compiled: of('compiled') ?? TYPICAL_SECONDS.compiled,
      other: of('other') ?? TYPICAL_SECONDS.other,
    };
    this.typicalTest = medianOf([...this.known.test.values()]) ?? TYPICAL_TEST_SECONDS;
  }

  build(project: string, kind: BuildClass): Duration {
    return durationOf(this.known.build.get(project), this.typical[kind]);
  }

  test(project: string): Duration {
    return durationOf(this.known.test.get(project), this.typicalTest);
  }
}

function durationOf(known: number | undefined, typical: number): Duration {
  return { seconds: known ?? typical, isEstimate: known === undefined };
}

/** The median by project. */
function medians(tasks: TaskReport[], kind: TaskReport['kind']): Map<string, number> {
  const found = new Map<string, number[]>();
  for (const task of tasks) {
    const seconds = task.kind === kind ? secondsOf(task) : undefined;
    if (seconds !== undefined) found.set(task.project, [...(found.get(task.project) ?? []), seconds]);
  }
  return new Map([...found].map(([project, seconds]) => [project, medianOf(seconds) ?? 0]));
}

/** Of a task that ran, or of the build that made the reused packages. */
function secondsOf({ status, time, buildSeconds }: TaskReport): number | undefined {
  const seconds = status === 'built' || status === 'tested' ? time?.seconds : buildSeconds;
  const isUsable = status !== 'failed' && status !== 'skipped' && Number.isFinite(seconds);
  return isUsable ? seconds : undefined;
}

function medianOf(values: number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
