import { parseArgs } from 'node:util';
import { ExplainedError } from '../explained-error';

export const PLAN_USAGE = `Usage: npx nx-conda plan [options]

Plans CI jobs that build and test all affected projects: waves of jobs, each job on a machine of its own. A wave begins
when the wave before is done. Each package is built by one job; later waves get it from the remote cache, or from
NX_CONDA_HANDOVER (docs/remote-cache.md).

  --targets <a,b>         Targets of each job. Default: conda-build,conda-test.
  --base, --head          Revisions, as for nx affected.
  --all                   Plan all projects, not only the affected ones.
  --unaffected <how>      "cached": the remote cache has the packages that are not affected, so no job builds them.
                          "built": plan them too. Default: cached if a remote cache is set, otherwise built.
  --jobs <n>              Machines at the same time. Default: 4.
  --gpu-jobs <n>          Further machines, for tests with a GPU. Default: 1.
  --waves <n>             The most waves. Default: 8.
  --start-minutes <n>     Minutes that each wave needs before its jobs work. Default: 2.
  --reports <paths>       report.json files of earlier runs, or folders with them, which say how long tasks take.
  --output <file>         Write the plan as JSON.
  --github-output         Append waves, wave1, wave2, ... to the file $GITHUB_OUTPUT.
  --gitlab-output <file>  Write a child pipeline.
  --gitlab-include <file> The file with its templates. Default: .gitlab/nx-conda.yml.
  --azure-output          Print commands that set the output variables waves, wave1, wave2, ...
  --help                  Print this text.`;

export interface PlanCommand {
  targets: string[];
  base?: string;
  head?: string;
  all: boolean;
  unaffected?: 'cached' | 'built';
  jobs: number;
  gpuJobs: number;
  waves: number;
  startSeconds: number;
  reports: string[];
  output?: string;
  githubOutput: boolean;
  gitlabOutput?: string;
  gitlabInclude: string;
  azureOutput: boolean;
}

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const preset = (value: string) => ({ type: 'string', default: value }) as const;
const OPTIONS = {
  ...{ targets: preset('conda-build,conda-test'), base: text, head: text, all: flag, unaffected: text },
  ...{ jobs: preset('4'), 'gpu-jobs': preset('1'), waves: preset('8'), 'start-minutes': preset('2') },
  reports: { type: 'string', multiple: true, default: [] as string[] },
  ...{ output: text, 'github-output': flag, 'azure-output': flag },
  ...{ 'gitlab-output': text, 'gitlab-include': preset('.gitlab/nx-conda.yml'), help: flag },
} as const;

/** A matrix of GitHub Actions has at most so many jobs. */
const MOST_JOBS = 256;
const MOST_WAVES = 100;

/** @returns undefined if help is asked for. @throws ExplainedError */
export function readPlanOptions(args: string[]): PlanCommand | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { base, head, all, output } = values;
  const targets = listOf([values.targets]);
  if (targets.length === 0) throw new ExplainedError('--targets names no target.');
  if (all && (base ?? head) !== undefined)
    throw new ExplainedError('--all plans all projects: leave out --base and --head, or --all.');
  return {
    ...{ targets, base, head, all, output },
    unaffected: unaffectedOf(values.unaffected),
    jobs: wholeNumber('jobs', values.jobs, MOST_JOBS),
    gpuJobs: wholeNumber('gpu-jobs', values['gpu-jobs'], MOST_JOBS),
    waves: wholeNumber('waves', values.waves, MOST_WAVES),
    startSeconds: 60 * minutes('start-minutes', values['start-minutes']),
    reports: listOf(values.reports),
    githubOutput: values['github-output'],
    gitlabOutput: values['gitlab-output'],
    gitlabInclude: values['gitlab-include'],
    azureOutput: values['azure-output'],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new ExplainedError((error as Error).message);
  }
}

function listOf(texts: readonly string[]): string[] {
  return texts.flatMap((one) => one.split(',')).filter((one) => one !== '');
}

function unaffectedOf(value: string | undefined): PlanCommand['unaffected'] {
  if (value === undefined || value === 'cached' || value === 'built') return value;
  throw new ExplainedError(`--unaffected is ${JSON.stringify(value)}: it can be cached or built.`);
}

function wholeNumber(name: string, value: string, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw new ExplainedError(
    `--${name} is ${JSON.stringify(value)}: it must be a whole number from 1 to ${most}.`,
  );
}

function minutes(name: string, value: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  throw new ExplainedError(`--${name} is ${JSON.stringify(value)}: it must be a number of minutes.`);
}
