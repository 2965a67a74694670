import { alignColumns } from '../record/align-columns';
import { formatSeconds } from '../record/units';
import type { CiJob, CiPlan } from './ci-plan';
import { namesOf } from './names-of';

const TITLES = ['wave', 'job', 'duration', 'projects'];
const DURATION = 2;

/** A plan for people. */
export function planTable(plan: CiPlan): string {
  if (plan.waves.length === 0) return `Nothing to do for ${plan.targets.join(', ')}.`;
  const rows = plan.waves.flatMap(({ jobs }, wave) =>
    jobs.map((job, index) => [index === 0 ? `${wave + 1}` : '', job.job, durationOf(job), namesOf(job)]),
  );
  return [...alignColumns([TITLES, ...rows], [DURATION]), '', ...summary(plan)].join('\n');
}

function durationOf({ projects, seconds }: CiJob): string {
  return `${projects.some(({ isEstimate }) => isEstimate) ? '~' : ''}${formatSeconds(seconds)}`;
}

function summary({ waves, seconds, startSeconds, bound }: CiPlan): string[] {
  const jobs = waves.flatMap((wave) => wave.jobs);
  const projects = jobs.filter(({ gpu }) => !gpu).flatMap((job) => job.projects);
  const estimates = jobs.flatMap((job) => job.projects).filter(({ isEstimate }) => isEstimate);
  // A project with a test for a GPU is in two jobs.
  const estimated = [...new Map(estimates.map((one) => [one.name, one])).values()];
  const start = formatSeconds(startSeconds);
  return [
    `${count(projects.length, 'project')} in ${count(jobs.length, 'job')} in ${count(waves.length, 'wave')}: about ${formatSeconds(seconds)}, of which each wave needs ${start} to start.`,
    `No plan for ${count(bound.jobs, 'machine')} takes less than ${formatSeconds(bound.seconds + startSeconds)}: the longest chain of projects takes ${formatSeconds(bound.criticalPath)}, and all work ${formatSeconds(bound.work)}.`,
    ...(estimated.length > 0
      ? [
          `~ with an estimate for ${namesOf({ projects: estimated })}: no report of an earlier run has a duration.`,
        ]
      : []),
  ];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
