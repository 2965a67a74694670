import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { checkOutCommands, type Submodule, submodulesOf } from '../graph/gitlinks';
import { ExplainedError } from '../explained-error';
import { mentionsOf } from '../recipe/reads/mentions';
import { parseRecipe } from '../recipe/read/parse';
import type { CondaTask } from './task';

/** How a package is said to be missing: one whose recipe is hidden in a submodule could be. */
const MISSING_PACKAGE = /No channel has |No set of packages|candidates were found/;

/**
 * Works for a recipe; where that fails for want of what a submodule holds that is not checked out, the error says so:
 * rattler-build's words for it are "failed to canonicalize path".
 */
export async function explainingSubmodules<T>(task: CondaTask, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ExplainedError ? withSubmodules(error, task) : error;
  }
}

function withSubmodules(error: ExplainedError, task: CondaTask): ExplainedError {
  const absent = submodulesOf(task.workspaceRoot).filter(({ isCheckedOut }) => !isCheckedOut);
  const named = absent.length > 0 ? namedBy(task, absent) : [];
  const wanted = MISSING_PACKAGE.test(error.message) ? absent : named;
  if (wanted.length === 0) return error;
  const lines = wanted.map((submodule) => {
    const what = `${submodule.path} is a git submodule that is not checked out`;
    return named.includes(submodule) ? `${what}.` : `${what}, and recipes in it are no projects.`;
  });
  return new ExplainedError([error.message, ...lines].join('\n'), [
    ...checkOutCommands(wanted),
    ...error.help,
  ]);
}

/** The submodules that hold files which the recipe names. */
function namedBy({ recipe, recipePath, conda }: CondaTask, submodules: Submodule[]): Submodule[] {
  const folder = posix.dirname(recipePath);
  const { files, loads } = mentionsIn(recipe, recipePath);
  const paths = [
    ...files.map((file) => posix.join(folder, file)),
    ...loads.map((file) => posix.normalize(file)),
    ...conda.variants,
  ];
  return submodules.filter(({ path }) =>
    paths.some((named) => named === path || named.startsWith(`${path}/`)),
  );
}

function mentionsIn(recipe: string, recipePath: string): { files: string[]; loads: string[] } {
  try {
    return mentionsOf(parseRecipe(readFileSync(recipe, 'utf8'), recipePath));
  } catch {
    return { files: [], loads: [] };
  }
}
