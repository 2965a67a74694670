import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalizePath, variantFiles } from '../options';
import { parseVariants } from '../recipe/variants/variants';
import type { CondaTask } from './task';
import { ExplainedError } from '../explained-error';

/**
 * Absolute paths of the shared variant files, in the order that rattler-build gets them.
 * @throws ExplainedError or RecipeError where a configured file is missing or cannot be read: rattler-build would render
 * other variants, or name no line.
 */
export function sharedVariants(
  configured: string[] | undefined,
  task: Pick<CondaTask, 'conda' | 'workspaceRoot'>,
): string[] {
  return variantPaths(configured, task).map((path) => {
    const file = join(task.workspaceRoot, path);
    parseVariants(readFileSync(file, 'utf8'), path);
    return file;
  });
}

/**
 * The same relative to the workspace root, and not read.
 * @throws ExplainedError where a configured file is missing.
 */
export function variantPaths(
  configured: string[] | undefined,
  { conda, workspaceRoot }: Pick<CondaTask, 'conda' | 'workspaceRoot'>,
): string[] {
  requireHashed(configured, conda.variants);
  const files = variantFiles(configured).filter(({ path, required }) => {
    if (existsSync(join(workspaceRoot, path))) return true;
    if (!required) return false;
    throw new ExplainedError(`The variants file ${path} is not there.`, [
      'Correct "variants" in the options of nx-conda in nx.json or of the target in project.json.',
    ]);
  });
  return files.map(({ path }) => path);
}

/** Variants from the command line or a configuration would be built, and kept under the hash of others. */
function requireHashed(configured: string[] | undefined, hashed: string[]): void {
  const wanted = variantFiles(configured).map(({ path }) => normalizePath(path));
  if (JSON.stringify(wanted) === JSON.stringify(hashed)) return;
  throw new ExplainedError(
    `The build is told to take the variants of ${wanted.join(', ') || 'no file'}, but its hash is made from ` +
      `${hashed.join(', ') || 'no file'}.`,
    [
      'Set "variants" in the options of nx-conda in nx.json, or under targets.conda-build.options in project.json.',
      'If it is set there, make the graph anew: nx reset',
    ],
  );
}
