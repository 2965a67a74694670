import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { BuildOfProject } from '../graph/current-inputs';
import { condaMetadata } from '../graph/conda-metadata';
import { outputFolder } from '../graph/output-folder';
import { BUILD_EXECUTOR } from '../graph/targets';
import { secretsOf } from '../recipe/parts/environment';
import { parseRecipe } from '../recipe/parts/parse';
import { DEFAULT_OUTPUT_ROOT } from '../options';
import { ExplainedError } from '../explained-error';

/**
 * The build target of a project and the place of its inputs.
 * @throws ExplainedError if no target of the project builds packages.
 */
export function buildOf(project: string, context: ExecutorContext): BuildOfProject {
  const configuration = context.projectsConfigurations.projects[project];
  const target = Object.values(configuration?.targets ?? {}).find(
    ({ executor }) => executor === BUILD_EXECUTOR,
  );
  const conda = condaMetadata(configuration);
  if (!configuration || !conda || !target) {
    throw new ExplainedError(`No target of ${project} builds packages.`, [
      `To see the targets of ${project}, run nx show project ${project}`,
      `If project.json or nx.json sets the executor of conda-build, set it to ${BUILD_EXECUTOR}.`,
    ]);
  }
  const outputOf = (name: string) => join(context.root, outputFolder(outputRootOf(target), name));
  return {
    workspaceRoot: context.root,
    projectRoot: posix.dirname(conda.recipe),
    target,
    // A variant's values are in the options of the target.
    variantFiles: conda.variant ? [] : conda.variants,
    reads: conda.reads,
    unhashed: conda.unhashed ?? [],
    unhashedFiles: conda.variant?.unhashedFiles ?? [],
    upstream: Object.fromEntries(conda.build.map((name) => [name, outputOf(name)])),
    secrets: declaredSecrets(join(context.root, conda.recipe)),
  };
}

export function outputRootOf({ options }: TargetConfiguration): string {
  return (options as { outputRoot?: string } | undefined)?.outputRoot ?? DEFAULT_OUTPUT_ROOT;
}

/** The environment variables that a recipe declares as secrets; none if it is unreadable. @param recipe absolute */
export function declaredSecrets(recipe: string): string[] {
  try {
    return secretsOf(parseRecipe(readFileSync(recipe, 'utf8'), recipe));
  } catch {
    return [];
  }
}
