import type { CiJob, CiPlan, CiWave } from './ci-plan';
import { namesOf } from './names-of';
import { GPU } from './task-graph';

/**
 * A job as CI systems get it. Its command is
 * `npx nx run-many -t <targets> --projects=<projects>`, with `-c <configuration>` unless that is empty.
 */
export interface JobEntry {
  job: string;
  /** Separated by commas. */
  projects: string;
  /** For people. */
  names: string;
  minutes: number;
  gpu: boolean;
  /** Separated by commas. */
  targets: string;
  configuration: string;
}

export function jobEntry(job: CiJob, { targets, gpuTargets }: CiPlan): JobEntry {
  return {
    job: job.job,
    projects: job.projects.map(({ name }) => name).join(','),
    names: namesOf(job),
    minutes: Math.ceil(job.seconds / 60),
    gpu: job.gpu,
    targets: (job.gpu ? gpuTargets : targets).join(','),
    configuration: job.gpu ? GPU : '',
  };
}

/**
 * Lines of `$GITHUB_OUTPUT`: `waves`, and for each wave that is allowed a matrix for `fromJSON`. A matrix without entries
 * is an error in GitHub Actions: the job of a wave needs the condition `waves >= <wave>`.
 */
export function githubOutput(plan: CiPlan, mostWaves: number): string {
  const lines = allWaves(plan, mostWaves).map(({ jobs }, index) => {
    const include = jobs.map((job) => jobEntry(job, plan));
    return `wave${index + 1}=${JSON.stringify({ include })}\n`;
  });
  return [...lines, `waves=${plan.waves.length}\n`].join('');
}

/** Commands that set output variables of a step of Azure Pipelines: `waves`, and a matrix for each wave. */
export function azureOutput(plan: CiPlan, mostWaves: number): string[] {
  const variable = (name: string, value: string) =>
    `##vso[task.setvariable variable=${name};isOutput=true]${value}`;
  const lines = allWaves(plan, mostWaves).map(({ jobs }, index) => {
    const entries = jobs.map((job) => {
      const { job: name, minutes, gpu, ...texts } = jobEntry(job, plan);
      // Variables are texts, and names of matrix entries have letters, digits and underscores only.
      return [`job_${name.replace('-', '_')}`, { job: name, ...texts, minutes: `${minutes}`, gpu: `${gpu}` }];
    });
    return variable(`wave${index + 1}`, JSON.stringify(Object.fromEntries(entries)));
  });
  return [...lines, variable('waves', `${plan.waves.length}`)];
}

function allWaves({ waves }: CiPlan, most: number): CiWave[] {
  return Array.from({ length: most }, (_, index) => waves[index] ?? { jobs: [], seconds: 0 });
}
