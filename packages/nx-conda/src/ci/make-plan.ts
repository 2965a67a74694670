import { ExplainedError } from '../explained-error';
import type { BuildClass } from './build-class';
import type { CiJob, CiPlan, CiProject, CiWave } from './ci-plan';
import type { Durations } from './durations';
import { gpuJobs } from './gpu-jobs';
import { planWaves } from './plan/plan-waves';
import type { Job, Limits, Unit } from './plan/unit';
import type { ProjectGroup } from './select-projects';
import type { CondaProject } from './task-graph';

export interface PlanOptions extends Limits {
  /** Machines with a GPU. */
  gpuJobs: number;
  targets: string[];
}

/** How long the tasks of a project take. */
export interface Estimator {
  durations: Durations;
  classOf: (project: CondaProject) => BuildClass;
}

/** Plans CI jobs that build and test projects. Pure. */
export function makePlan(
  groups: readonly ProjectGroup[],
  estimator: Estimator,
  options: PlanOptions,
): CiPlan {
  const { targets, startSeconds } = options;
  const parts = new Map(groups.map((group) => [idOf(group), partsOf(group, estimator)]));
  const units = unitsOf(groups, parts);
  const tests = gpuTests(groups, estimator);
  const { waves, bound } = planWaves(units, { ...options, waves: wavesBefore(tests, options) });
  const gpu = gpuJobs(waves, tests, options);
  const gpuParts = new Map(
    tests.map(({ id, seconds, isEstimate }) => [id, [{ name: id, seconds, isEstimate }]]),
  );
  const planned: CiWave[] = [];
  for (let index = 0; index < Math.max(waves.length, gpu.length); index++) {
    const jobs = [
      ...(waves[index] ?? []).map((job, at) => ciJob(job, parts, { job: `${at + 1}`, gpu: false })),
      ...(gpu[index] ?? []).map((job, at) => ciJob(job, gpuParts, { job: `gpu-${at + 1}`, gpu: true })),
    ];
    planned.push({ jobs, seconds: Math.max(0, ...jobs.map(({ seconds }) => seconds)) });
  }
  const seconds = planned.reduce((sum, wave) => sum + wave.seconds + startSeconds, 0);
  const gpuTargets = new Set(groups.flatMap((group) => group.projects.flatMap((one) => one.gpuTargets)));
  return {
    version: 1,
    targets,
    gpuTargets: [...gpuTargets],
    waves: planned,
    seconds,
    startSeconds,
    bound: { ...bound, jobs: options.jobs },
  };
}

type Parts = ReadonlyMap<string, CiProject[]>;

function idOf({ projects: [first] }: ProjectGroup): string {
  return first?.name ?? '';
}

function partsOf({ projects }: ProjectGroup, { durations, classOf }: Estimator): CiProject[] {
  return projects.map((project) => {
    const tasks = [
      ...(project.hasBuild ? [durations.build(project.name, classOf(project))] : []),
      ...(project.hasTest ? [durations.test(project.name)] : []),
    ];
    return {
      name: project.name,
      seconds: tasks.reduce((sum, { seconds }) => sum + seconds, 0),
      isEstimate: tasks.some(({ isEstimate }) => isEstimate),
    };
  });
}

function unitsOf(groups: readonly ProjectGroup[], parts: Parts): Unit[] {
  const groupOf = new Map(groups.flatMap((group) => group.projects.map(({ name }) => [name, idOf(group)])));
  return groups.map((group) => {
    const id = idOf(group);
    const seconds = (parts.get(id) ?? []).reduce((sum, part) => sum + part.seconds, 0);
    return { id, seconds, after: [...new Set(group.after.flatMap((name) => groupOf.get(name) ?? []))] };
  });
}

interface GpuTest extends Unit {
  isEstimate: boolean;
}

/** What a test needs is in the group of its project, or before. */
function gpuTests(groups: readonly ProjectGroup[], { durations }: Estimator): GpuTest[] {
  return groups.flatMap((group) =>
    group.projects
      .filter(({ gpuTargets }) => gpuTargets.length > 0)
      .map(({ name }) => ({ id: name, ...durations.test(name), after: [idOf(group)] })),
  );
}

/** The number of waves for builds: tests for a GPU come after them. */
function wavesBefore(tests: GpuTest[], { waves }: PlanOptions): number {
  if (tests.length === 0) return waves;
  if (waves > 1) return waves - 1;
  throw new ExplainedError(
    `The test of ${tests[0]?.id} for a GPU is in a wave after the builds, but only one wave is allowed.`,
    ['Allow two or more waves: --waves 2'],
  );
}

function ciJob({ units, seconds }: Job, parts: Parts, about: Pick<CiJob, 'job' | 'gpu'>): CiJob {
  return { ...about, projects: units.flatMap((id) => parts.get(id) ?? []), seconds };
}
