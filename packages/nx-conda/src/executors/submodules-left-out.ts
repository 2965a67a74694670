import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { checkOutCommands, type Submodule, submodulesOf } from '../graph/submodules';
import { ExplainedError } from '../explained-error';
import { mentionsOf } from '../recipe/reads/mentions';
import { parseRecipe } from '../recipe/parts/parse';
import type { CondaTask } from './task';

/** Messages about a missing package: its recipe may be in a submodule that is not checked out. */
const MISSING_PACKAGE = /No channel has |No set of packages|candidates were found/;

/**
 * Runs an action for a recipe. If it fails because a submodule is not checked out, the error says so; rattler-build
 * only says "failed to canonicalize path".
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
    return named.includes(submodule)
      ? `${what}.`
      : `${what}, so nx-conda cannot find the recipes in this submodule.`;
  });
  return new ExplainedError([error.message, ...lines].join('\n'), [
    ...wanted.map(
      (submodule) => `To check out ${submodule.path}, run ${checkOutCommands([submodule]).join()}`,
    ),
    ...error.help,
  ]);
}

/** The submodules that contain files named by the recipe. */
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
