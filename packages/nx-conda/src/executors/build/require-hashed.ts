import type { TargetConfiguration } from '@nx/devkit';
import { filesBelow } from '../../graph/nx-pattern';
import { globWithWorkspaceContext } from '../../nx';
import type { BuildOfProject } from '../../graph/build-inputs';
import type { CondaTask } from '../task';
import { TaskError } from '../task-error';

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/**
 * A project.json or nx.json may replace the inputs of a target. A build whose own recipe is not hashed would be kept, and
 * reused whatever becomes of the recipe.
 * @throws TaskError that says what is missing.
 */
export async function requireHashed(
  { project, recipePath, conda }: CondaTask,
  build: BuildOfProject,
): Promise<void> {
  const { target, projectRoot, workspaceRoot } = build;
  if (target.cache !== true) return;
  const inputs = target.inputs ?? [];
  if (!(await isCovered(recipePath, inputs, { projectRoot, workspaceRoot }))) {
    throw notHashed(project, recipePath);
  }
  const { variable } = conda.reads;
  const isUnseenHashed =
    variable === undefined ||
    inputs.some((input) => typeof input === 'object' && 'env' in input && input.env === variable);
  if (!isUnseenHashed)
    throw notHashed(project, `what Nx does not see (the environment variable ${variable})`);
}

async function isCovered(
  path: string,
  inputs: Input[],
  { projectRoot, workspaceRoot }: { projectRoot: string; workspaceRoot: string },
): Promise<boolean> {
  if (inputs.includes(filesBelow(projectRoot))) return true;
  const patterns = inputs
    .map((input) => (typeof input === 'object' && 'fileset' in input ? input.fileset : input))
    .filter((input) => typeof input === 'string' && input.startsWith('{'))
    .map((input) => String(input).replace('{workspaceRoot}/', '').replace('{projectRoot}', projectRoot));
  return patterns.length > 0 && (await globWithWorkspaceContext(workspaceRoot, patterns)).includes(path);
}

function notHashed(project: string, what: string): TaskError {
  return new TaskError(`The inputs of ${project}'s build do not have ${what}: a change would not be seen.`, [
    `Look at them: nx show project ${project}`,
    'In project.json or nx.json, take out the "inputs" of the target, so that those of nx-conda count.',
    'Files that a build reads besides go into the option "reads".',
  ]);
}
