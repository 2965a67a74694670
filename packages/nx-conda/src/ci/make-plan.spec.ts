import { buildClass } from './build-class';
import { Durations } from './durations';
import { gitlabPipeline } from './gitlab-pipeline';
import { type FakeProject, graphFile } from './graph-file.fixture';
import { makePlan, type PlanOptions } from './make-plan';
import { azureOutput, githubOutput } from './outputs';
import { planTable } from './plan-table';
import { refuseSpecialNames } from './project-name';
import { selectProjects } from './select-projects';
import { condaProjects } from './task-graph';

const OPTIONS: PlanOptions = {
  jobs: 2,
  gpuJobs: 1,
  waves: 4,
  startSeconds: 6,
  targets: ['conda-build', 'conda-test'],
};

function plan(projects: Record<string, FakeProject>, options: Partial<PlanOptions> = {}) {
  const groups = selectProjects(condaProjects(graphFile(projects)), { othersAreCached: false });
  const durations = new Durations([], () => 'other');
  const compiled = () => buildClass('${{ compiler("c") }}');
  return makePlan(groups, { durations, classOf: compiled }, { ...OPTIONS, ...options });
}

const CHAIN = { a: {}, b: { build: ['a'], gpu: true }, c: { build: ['a'] } };

describe('makePlan', () => {
  it('puts tests for a GPU into jobs of their own, after the builds that they need', () => {
    const { waves, gpuTargets } = plan(CHAIN);
    expect(
      waves.map(({ jobs }) => jobs.map(({ job, gpu, projects }) => [job, gpu, projects[0]?.name])),
    ).toEqual([
      [['1', false, 'a']],
      [
        ['1', false, 'b'],
        ['2', false, 'c'],
      ],
      [['gpu-1', true, 'b']],
    ]);
    expect(gpuTargets).toEqual(['conda-test']);
  });

  it('puts them beside later builds where they take no time', () => {
    const { waves } = plan({ a: { gpu: true }, b: { build: ['a'] }, c: { build: ['a'] } });
    expect(waves.map(({ jobs }) => jobs.map(({ job }) => job))).toEqual([['1'], ['1', '2', 'gpu-1']]);
  });

  it('refuses a single wave for builds and tests for a GPU', () => {
    expect(() => plan(CHAIN, { waves: 1 })).toThrow(
      'The test of b for a GPU is in a wave after the builds, but only one wave is allowed.',
    );
  });
});

describe('a plan', () => {
  it('is a table with estimates and the bound', () => {
    expect(planTable(plan(CHAIN)).split('\n')).toEqual([
      'wave  job       duration  projects',
      '1     1      ~4 min 20 s  a',
      '2     1      ~4 min 20 s  b',
      '      2      ~4 min 20 s  c',
      '3     gpu-1        ~20 s  b',
      '',
      '3 projects in 4 jobs in 3 waves: about 9 min 18 s, of which each wave needs 6.0 s to start.',
      'No plan for 2 machines takes less than 8 min 46 s: the longest chain of projects takes 8 min 40 s, and all work 13 min 00 s.',
      '~ with an estimate for a, b and 1 more: no report of an earlier run has a duration.',
    ]);
    expect(planTable(plan({}))).toBe('Nothing to do for conda-build, conda-test.');
  });

  it('is lines of GITHUB_OUTPUT, also for waves without jobs', () => {
    const lines = githubOutput(plan(CHAIN), 4).split('\n');
    expect(lines.slice(2)).toEqual([
      'wave3={"include":[{"job":"gpu-1","projects":"b","names":"b","minutes":1,"gpu":true,"targets":"conda-test","configuration":"gpu"}]}',
      'wave4={"include":[]}',
      'waves=3',
      '',
    ]);
    expect(lines[0]).toContain(
      '"minutes":5,"gpu":false,"targets":"conda-build,conda-test","configuration":""',
    );
  });

  it('is output variables of Azure Pipelines', () => {
    expect(azureOutput(plan(CHAIN), 3).slice(2)).toEqual([
      '##vso[task.setvariable variable=wave3;isOutput=true]{"job_gpu_1":{"job":"gpu-1","projects":"b","names":"b","targets":"conda-test","configuration":"gpu","minutes":"1","gpu":"true"}}',
      '##vso[task.setvariable variable=waves;isOutput=true]3',
    ]);
  });

  it('is a child pipeline of GitLab, which always has a job', () => {
    const pipeline = JSON.parse(gitlabPipeline(plan(CHAIN), 'ci/jobs.yml')) as Record<string, object>;
    expect(pipeline).toMatchObject({
      include: [{ local: 'ci/jobs.yml' }],
      stages: ['wave1', 'wave2', 'wave3'],
      'wave2 job 2: c': { extends: '.nx-conda-job', stage: 'wave2', variables: { NX_CONDA_PROJECTS: 'c' } },
      'wave3 job gpu-1: b': { extends: '.nx-conda-gpu-job', stage: 'wave3' },
    });
    expect(JSON.parse(gitlabPipeline(plan({}), 'ci/jobs.yml'))).toMatchObject({ stages: ['wave1'] });
  });

  it('has no project whose name Nx would read as a pattern', () => {
    expect(() => refuseSpecialNames(['a', '@scope/b-1.0', 'recipes/x'])).not.toThrow();
    for (const name of ['a,b', '!a', 'a b', '*', '$(x)', 'tag:x'])
      expect(() => refuseSpecialNames([name])).toThrow('cannot be given to nx run-many --projects');
  });
});
