import { existsSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ExplainedError } from '../explained-error';
import { readText } from '../machine/read-text';
import { buildClass, type BuildClass } from './build-class';
import type { CiPlan } from './ci-plan';
import { Durations } from './durations';
import { gitlabPipeline } from './gitlab-pipeline';
import { makePlan } from './make-plan';
import { affectedTasks, allTasks } from './nx-tasks';
import { azureOutput, githubOutput } from './outputs';
import { PLAN_USAGE, type PlanCommand, readPlanOptions } from './plan-options';
import { planTable } from './plan-table';
import { refuseSpecialNames } from './project-name';
import { readReports } from './read-reports';
import { selectProjects, type Selection } from './select-projects';
import { condaProjects, type CondaProject } from './task-graph';

type Environment = Record<string, string | undefined>;

export interface Printed {
  text: string;
  success: boolean;
  /** For stderr. */
  warnings?: string[];
}

/**
 * Runs `nx-conda plan <arguments>`.
 * @param folder the workspace root, or a folder below it.
 */
export async function runPlan(args: string[], env: Environment, folder: string): Promise<Printed> {
  try {
    const command = readPlanOptions(args);
    if (command === undefined) return { text: PLAN_USAGE, success: true };
    const { plan, warnings } = await planFor(command, env, workspaceRootOf(folder));
    await writeOutputs(plan, command, env, folder);
    const variables = command.azureOutput ? azureOutput(plan, command.waves) : [];
    return { text: [planTable(plan), ...variables].join('\n'), success: true, warnings };
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return { text: error.format(), success: false };
  }
}

async function planFor(
  command: PlanCommand,
  env: Environment,
  root: string,
): Promise<{ plan: CiPlan; warnings: string[] }> {
  const projects = condaProjects(await allTasks(root, command.targets));
  if (projects.size === 0) {
    throw new ExplainedError(`No project has a target of nx-conda named ${command.targets.join(' or ')}.`, [
      'To list the targets of a project: npx nx show project <project>',
    ]);
  }
  const groups = selectProjects(projects, await selectionFor(command, env, root));
  refuseSpecialNames(groups.flatMap((group) => group.projects.map(({ name }) => name)));
  const { reports, problems } = readReports(command.reports.map((path) => resolve(path)));
  const classOf = rememberedClasses(root);
  const known = (name: string) => {
    const project = projects.get(name);
    return project && classOf(project);
  };
  const durations = new Durations(reports, known);
  return { plan: makePlan(groups, { durations, classOf }, command), warnings: problems };
}

async function selectionFor(command: PlanCommand, env: Environment, root: string): Promise<Selection> {
  if (command.all) return { othersAreCached: false };
  const ids = await affectedTasks(root, command.targets, command);
  const unaffected = command.unaffected ?? (hasRemoteCache(env, root) ? 'cached' : 'built');
  return { affectedTasks: new Set(ids), othersAreCached: unaffected === 'cached' };
}

function hasRemoteCache(env: Environment, root: string): boolean {
  if (env['NX_SKIP_REMOTE_CACHE'] === 'true') return false;
  if (env['NX_SELF_HOSTED_REMOTE_CACHE_SERVER'] || env['NX_CLOUD_ACCESS_TOKEN']) return true;
  return (
    env['NX_NO_CLOUD'] !== 'true' && /"nxCloud(Id|AccessToken)"/.test(readText(join(root, 'nx.json')) ?? '')
  );
}

function rememberedClasses(root: string): (project: CondaProject) => BuildClass {
  const known = new Map<string, BuildClass>();
  return ({ name, conda }) => {
    const found =
      known.get(name) ?? buildClass(readText(join(root, conda.recipe)) ?? '', conda.variant?.values);
    known.set(name, found);
    return found;
  };
}

async function writeOutputs(
  plan: CiPlan,
  command: PlanCommand,
  env: Environment,
  folder: string,
): Promise<void> {
  const { output, gitlabOutput, gitlabInclude, waves } = command;
  if (output !== undefined) await write(resolve(folder, output), `${JSON.stringify(plan, undefined, 2)}\n`);
  if (gitlabOutput !== undefined)
    await write(resolve(folder, gitlabOutput), gitlabPipeline(plan, gitlabInclude));
  if (!command.githubOutput) return;
  const file = env['GITHUB_OUTPUT'];
  if (!file) {
    throw new ExplainedError('--github-output needs the variable GITHUB_OUTPUT, which GitHub Actions sets.', [
      'Outside of GitHub Actions, use --output <file>.',
    ]);
  }
  await appendFile(file, githubOutput(plan, waves));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new ExplainedError(`The plan cannot be written: ${(error as Error).message}`);
  }
}

function workspaceRootOf(folder: string): string {
  for (let root = resolve(folder); ; root = dirname(root)) {
    if (existsSync(join(root, 'nx.json'))) return root;
    if (root === dirname(root)) {
      throw new ExplainedError(`There is no Nx workspace at ${folder}: no folder above has nx.json.`, [
        'Run the command in a workspace.',
      ]);
    }
  }
}
