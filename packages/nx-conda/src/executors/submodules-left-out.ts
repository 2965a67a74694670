import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { checkOutCommands, type Submodule, submodulesOf } from '../graph/gitlinks';
import { ExplainedError } from '../recipe/explained-error';
import { mentionsOf } from '../recipe/mentions';
import { parseRecipe } from '../recipe/parse';
import type { CondaTask } from './task';
import { TaskError } from './task-error';

/**
 * Works for a recipe; where that fails and the recipe names files in a submodule that is not checked out, the error says
 * so first: the words of rattler-build for it are "failed to canonicalize path".
 */
export async function explainingSubmodules<T>(task: CondaTask, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const missing = error instanceof ExplainedError ? missingSubmodules(task) : [];
    if (!(error instanceof ExplainedError) || missing.length === 0) throw error;
    const what = missing.map(({ path }) => `${path} is a git submodule that is not checked out.`);
    throw new TaskError([error.message, ...what].join('\n'), [...checkOutCommands(missing), ...error.help]);
  }
}

function missingSubmodules(task: CondaTask): Submodule[] {
  const absent = submodulesOf(task.workspaceRoot).filter(({ isCheckedOut }) => !isCheckedOut);
  if (absent.length === 0) return [];
  const paths = pathsOf(task);
  return absent.filter(({ path }) => paths.some((named) => named === path || named.startsWith(`${path}/`)));
}

/** Relative to the workspace root. */
function pathsOf({ recipe, recipePath, conda }: CondaTask): string[] {
  try {
    const { files, loads } = mentionsOf(parseRecipe(readFileSync(recipe, 'utf8'), recipePath));
    const folder = posix.dirname(recipePath);
    return [
      ...files.map((file) => posix.join(folder, file)),
      ...loads.map(posix.normalize),
      ...conda.variants,
    ];
  } catch {
    return [];
  }
}
