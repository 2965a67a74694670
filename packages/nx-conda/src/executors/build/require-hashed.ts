import type { TargetConfiguration } from '@nx/devkit';
import type { BuildOfProject } from '../../graph/current-inputs';
import { upstreamInputs } from '../../graph/inputs';
import { filesBelow } from '../../graph/nx-pattern';
import { outputPattern } from '../../graph/targets';
import { globWithWorkspaceContext } from '../../nx';
import { outputRootOf } from '../build-target';
import type { CondaTask } from '../task';
import { ExplainedError } from '../../explained-error';

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/**
 * A project.json or nx.json may replace the inputs of a target. A build whose own recipe is not hashed would be cached
 * and reused after any change of the recipe.
 * @throws ExplainedError that names the missing input.
 */
export async function requireHashed(
  { project, recipePath, conda }: CondaTask,
  build: BuildOfProject,
): Promise<void> {
  const { target } = build;
  if (target.cache !== true) return;
  const inputs = target.inputs ?? [];
  if (!(await isCovered(recipePath, inputs, build))) throw notHashed(project, recipePath);
  const { variable } = conda.reads;
  const variables = inputs.map((input) => (typeof input === 'object' && 'env' in input ? input.env : ''));
  if (variable !== undefined && !variables.includes(variable)) {
    throw notHashed(
      project,
      `the environment variable ${variable}, which stands for files and settings that Nx does not see`,
    );
  }
  const filesets = new Set(inputs.map(filesetOf));
  const folders = conda.build.map((other) => outputPattern({ outputRoot: outputRootOf(target) }, other));
  if (
    !upstreamInputs(folders)
      .map(filesetOf)
      .every((fileset) => filesets.has(fileset))
  ) {
    throw notHashed(project, `the packages of ${conda.build.join(', ')}`);
  }
}

async function isCovered(
  path: string,
  inputs: Input[],
  { projectRoot, workspaceRoot }: BuildOfProject,
): Promise<boolean> {
  if (inputs.includes(filesBelow(projectRoot))) return true;
  const patterns = inputs
    .map(filesetOf)
    .filter((fileset) => fileset.startsWith('{'))
    .map((fileset) => fileset.replace('{workspaceRoot}/', '').replace('{projectRoot}', projectRoot));
  return patterns.length > 0 && (await globWithWorkspaceContext(workspaceRoot, patterns)).includes(path);
}

/** Empty for inputs that are not file sets. */
function filesetOf(input: Input): string {
  if (typeof input === 'string') return input;
  return 'fileset' in input ? input.fileset : '';
}

function notHashed(project: string, what: string): ExplainedError {
  return new ExplainedError(
    `The inputs of the build of ${project} do not include ${what}. After a change, Nx would reuse old packages.`,
    [
      `To see the inputs, run nx show project ${project}`,
      'In the file that sets "inputs" for this target (project.json or nx.json), add "..." to the list: "..." stands for the inputs that nx-conda sets.',
      'For files that the build reads and nx-conda does not detect, use the option "reads" instead of "inputs".',
    ],
  );
}
