import type { CiPlan } from './ci-plan';
import { jobEntry } from './outputs';

/**
 * A child pipeline for GitLab, as JSON, which is YAML too: a stage for each wave and a job for each job. The jobs
 * extend `.nx-conda-job` and `.nx-conda-gpu-job` from the file `include`, which run
 * `npx nx run-many -t "$NX_CONDA_TARGETS" --projects="$NX_CONDA_PROJECTS"`, and get the artifacts of all earlier stages.
 * GitLab refuses a pipeline without jobs, so a plan without jobs has one that does nothing.
 */
export function gitlabPipeline(plan: CiPlan, include: string): string {
  const stages = plan.waves.map((_, index) => `wave${index + 1}`);
  if (stages.length === 0) {
    const idle = { stage: 'wave1', script: ['echo "Nothing is affected."'] };
    return `${JSON.stringify({ stages: ['wave1'], nothing: idle }, undefined, 2)}\n`;
  }
  const jobs = plan.waves.flatMap((wave, index) =>
    wave.jobs.map((job) => {
      const { names, projects, targets, configuration, gpu } = jobEntry(job, plan);
      const variables = {
        NX_CONDA_WAVE: `${index + 1}`,
        NX_CONDA_JOB: job.job,
        NX_CONDA_PROJECTS: projects,
        NX_CONDA_TARGETS: targets,
        NX_CONDA_CONFIGURATION: configuration,
      };
      const extended = gpu ? '.nx-conda-gpu-job' : '.nx-conda-job';
      return [
        `wave${index + 1} job ${job.job}: ${names}`,
        { extends: extended, stage: `wave${index + 1}`, variables },
      ];
    }),
  );
  const pipeline = { include: [{ local: include }], stages, ...Object.fromEntries(jobs) };
  return `${JSON.stringify(pipeline, undefined, 2)}\n`;
}
