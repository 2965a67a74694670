import { formatFiles, type Tree } from '@nx/devkit';
import { logger } from '../../nx';
import { ExplainedError } from '../../explained-error';
import { explained } from '../explained';
import { ciFacts } from './ci-facts';
import { type CiOptions, labelsOf, optionsInHeader, requirePlainOptions } from './header';
import type { CiGeneratorOptions } from './options.schema';
import { nextSteps } from './next-steps';
import { keepInSync, WORKFLOWS } from './keep-in-sync';
import { writeWorkflow } from './workflow-files';

/**
 * Writes the workflow of a CI system.
 * @throws Error with the next steps; then nothing is written
 */
export async function ciGenerator(tree: Tree, options: CiGeneratorOptions): Promise<void> {
  await explained(async () => {
    const { skipFormat, ...chosen } = options;
    requirePlainOptions(chosen);
    const path = WORKFLOWS[chosen.provider];
    requireOwn(tree, path);
    const facts = await ciFacts(tree);
    writeWorkflow(tree, chosen, facts);
    knowLabels(tree, chosen);
    const included = chosen.provider !== 'gitlab' || includeInGitlab(tree, path);
    keepInSync(tree);
    if (!skipFormat) await formatFiles(tree);
    for (const line of nextSteps(chosen, facts, included)) logger.info(line);
  });
}

export default ciGenerator;

function requireOwn(tree: Tree, path: string): void {
  if (!tree.exists(path) || optionsInHeader(tree.read(path, 'utf8') ?? '')) return;
  throw new ExplainedError(`${path} exists, and nx-conda did not write it. It is not overwritten.`, [
    'Rename or delete the file, and run the generator again.',
  ]);
}

/** @returns whether GitLab runs the workflow: an existing .gitlab-ci.yml is not changed. */
function includeInGitlab(tree: Tree, path: string): boolean {
  const root = tree.read('.gitlab-ci.yml', 'utf8');
  if (root === null) tree.write('.gitlab-ci.yml', `include:\n  - local: ${path}\n`);
  return root === null || root.includes(path);
}

/** actionlint takes the labels of own machines for typing errors unless its configuration has them. */
function knowLabels(tree: Tree, { provider, runner, gpuRunner }: CiOptions): void {
  const path = '.github/actionlint.yaml';
  const labels = [runner, gpuRunner].flatMap((machine) => labelsOf(machine) ?? []);
  if (provider !== 'github' || labels.length === 0 || tree.exists(path)) return;
  tree.write(path, `self-hosted-runner:\n  labels: ${JSON.stringify([...new Set(labels)])}\n`);
}
