import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variantFiles } from '../options';
import { normalizePath } from '../valid-options';
import { parseVariants } from '../recipe/variants/variants';
import type { CondaTask } from './task';
import { ExplainedError } from '../explained-error';

/**
 * Absolute paths of the shared variant files, in the order passed to rattler-build.
 * @throws ExplainedError or RecipeError if a configured file is missing or unreadable: rattler-build would render
 * other variants or not name the line.
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
 * The same relative to the workspace root, without reading the files.
 * @throws ExplainedError if a configured file is missing.
 */
export function variantPaths(
  configured: string[] | undefined,
  { conda, workspaceRoot }: Pick<CondaTask, 'conda' | 'workspaceRoot'>,
): string[] {
  requireHashed(configured, conda.variants);
  const files = variantFiles(configured).filter(({ path, required }) => {
    if (existsSync(join(workspaceRoot, path))) return true;
    if (!required) return false;
    throw new ExplainedError(`The variant file ${path} does not exist.`, [
      'Correct "variants" in the options of nx-conda in nx.json or of the target in project.json.',
    ]);
  });
  return files.map(({ path }) => path);
}

/** Packages of variants from the command line or a configuration would be cached under the hash of other variants. */
function requireHashed(configured: string[] | undefined, hashed: string[]): void {
  const wanted = variantFiles(configured).map(({ path }) => normalizePath(path));
  if (JSON.stringify(wanted) === JSON.stringify(hashed)) return;
  throw new ExplainedError(
    `This task would use variants from ${wanted.join(', ') || 'no file'}, but the hash of the build covers variants from ` +
      `${hashed.join(', ') || 'no file'}.`,
    [
      'Set "variants" only in the options of nx-conda in nx.json, or under targets.conda-build.options in project.json: the hash does not cover --variants on the command line, or "variants" of configurations and of other targets.',
      'If "variants" is set only there, run nx reset --onlyDaemon to rebuild the project graph.',
    ],
  );
}
