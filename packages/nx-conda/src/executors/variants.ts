import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variantFiles } from '../options';
import { parseVariants } from '../recipe/variants';
import { TaskError } from './task-error';

/**
 * Absolute paths of the shared variant files, in the order that rattler-build gets them.
 * @throws TaskError or RecipeError where a configured file is missing or cannot be read: rattler-build would render
 * other variants, or name no line.
 */
export function sharedVariants(configured: string[] | undefined, workspaceRoot: string): string[] {
  const files = variantFiles(configured).filter(({ path, required }) => {
    if (existsSync(join(workspaceRoot, path))) return true;
    if (!required) return false;
    throw new TaskError(`The variants file ${path} is not there.`, [
      'Correct "variants" in the options of nx-conda in nx.json or of the target in project.json.',
    ]);
  });
  return files.map(({ path }) => {
    const file = join(workspaceRoot, path);
    parseVariants(readFileSync(file, 'utf8'), path);
    return file;
  });
}
