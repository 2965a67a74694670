import type { ExecutorContext } from '@nx/devkit';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { condaMetadata, type CondaMetadata } from '../graph/conda-metadata';
import { outputFolder } from '../graph/output-folder';
import { ExplainedError } from '../explained-error';
import { DEFAULT_OUTPUT_ROOT } from '../options';
import { isInside } from '../machine/paths';

/** The recipe that an executor works on. */
export interface CondaTask {
  project: string;
  workspaceRoot: string;
  /** Absolute path of recipe.yaml. */
  recipe: string;
  /** The same, relative to the workspace root. */
  recipePath: string;
  conda: CondaMetadata;
  /** Folder of all packages, relative to the workspace root. */
  outputRoot: string;
  /** Absolute path of the folder for this project's packages. */
  output: string;
}

/**
 * @param outputRoot from the options of the task
 * @throws ExplainedError if the project has no recipe, or would read or write outside the workspace.
 */
export function readTask(
  context: Pick<ExecutorContext, 'root' | 'projectName' | 'projectsConfigurations'>,
  outputRoot = DEFAULT_OUTPUT_ROOT,
): CondaTask {
  const project = context.projectName ?? '';
  const conda = condaMetadata(context.projectsConfigurations.projects[project]);
  if (!conda) {
    throw new ExplainedError(`nx-conda found no recipe.yaml in the project "${project}".`, [
      'Check that "plugins" in nx.json lists nx-conda, and that the option "exclude" does not match the recipe.',
      `To see the configuration of the project, run nx show project ${project}`,
    ]);
  }
  const recipe = join(context.root, conda.recipe);
  const real = realPath(recipe);
  if (!isInside(realpathSync(context.root), real)) {
    throw new ExplainedError(
      `A symbolic link in the path ${conda.recipe} leads out of the workspace, to ${real}.`,
      ['Replace the link with a copy of its target: Nx cannot hash files outside the workspace.'],
    );
  }
  const output = join(context.root, outputFolder(outputRoot, project));
  return {
    project,
    workspaceRoot: context.root,
    recipe,
    recipePath: conda.recipe,
    conda,
    outputRoot,
    output,
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new ExplainedError(`${path} does not exist.`, [
      'Run nx reset --onlyDaemon to rebuild the project graph.',
    ]);
  }
}
