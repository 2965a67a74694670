import {
  createProjectGraphAsync,
  readNxJson,
  readProjectsConfigurationFromProjectGraph,
  type Tree,
} from '@nx/devkit';
import { findEngine } from '../../engine/find';
import { dirname } from 'node:path/posix';
import { CheckedWorkspace, severitiesOf } from '../../executors/check/check-project';
import { fixProject, remarks } from '../../executors/check/fix-project';
import type { CheckExecutorOptions } from '../../executors/check/options.schema';
import { logger } from '../../nx';
import { ExplainedError } from '../../explained-error';
import { explained } from '../explained';
import type { FixGeneratorOptions } from './options.schema';

const EXECUTOR = 'nx-conda:check';

/**
 * Does the same as `conda-check --fix`, for one recipe or for all.
 * @throws Error with the next steps if the recipe does not exist; then nothing is written
 */
export async function fixGenerator(tree: Tree, options: FixGeneratorOptions): Promise<void> {
  await explained(() => fix(tree, options));
}

export default fixGenerator;

async function fix(tree: Tree, { project }: FixGeneratorOptions): Promise<void> {
  const projectsConfigurations = readProjectsConfigurationFromProjectGraph(await createProjectGraphAsync());
  const checked = Object.entries(projectsConfigurations.projects).flatMap(([name, { targets = {} }]) => {
    const target = Object.values(targets).find(({ executor }) => executor === EXECUTOR);
    return target ? [{ name, options: (target.options ?? {}) as CheckExecutorOptions }] : [];
  });
  const chosen = checked.filter(({ name }) => project === undefined || name === project);
  if (project !== undefined && chosen.length === 0) throw noSuchRecipe(project);
  const workspace = new CheckedWorkspace({ root: tree.root, projectsConfigurations });
  for (const { name, options } of chosen) {
    const request = await workspace.requestFor(name, options);
    const { rattlerBuild: configured } = options;
    const engine = await findEngine({ configured, workspaceRoot: tree.root, env: process.env });
    // Includes fixes for earlier projects: some share variant files.
    const result = await fixProject(
      { ...request, changed: changesIn(tree) },
      {
        ...options,
        severities: severitiesOf(options, readNxJson(tree), dirname(request.recipePath)),
        engine,
      },
    );
    for (const [path, text] of result.changed) tree.write(path, text);
    for (const line of remarks(result, engine)) logger.info(`${request.recipePath}: ${line}`);
  }
}

function changesIn(tree: Tree): Map<string, string> {
  return new Map(tree.listChanges().map(({ path, content }) => [path, content?.toString('utf8') ?? '']));
}

function noSuchRecipe(project: string): ExplainedError {
  return new ExplainedError(`The project ${project} does not exist or has no conda-check target.`, [
    'To list the projects, run nx show projects --with-target=conda-check',
  ]);
}
