import type { Tree } from '@nx/devkit';
import { parseVariants } from '../../recipe/variants/variants';
import { addJsonKeys } from './json-keys';

/** What the shared variant files of a workspace say. */
export interface WorkspaceVariants {
  /** By key, of all files. */
  values: Record<string, string[]>;
  /** The file that keys can be added to, relative to the workspace root; undefined where all are YAML. */
  target: string | undefined;
}

/** @param files relative to the workspace root; not all have to be there. @throws RecipeError for a broken one */
export function readWorkspaceVariants(tree: Tree, files: readonly string[]): WorkspaceVariants {
  const configs = files
    .filter((file) => tree.exists(file))
    .map((file) => parseVariants(tree.read(file, 'utf8') ?? '', file));
  return {
    values: Object.assign({}, ...configs.map(({ values }) => values)) as Record<string, string[]>,
    target: files.find((file) => file.endsWith('.json')),
  };
}

/** Adds the keys, and says so; where no file can take them, says which are needed. */
export function addVariants(
  tree: Tree,
  target: string | undefined,
  keys: Record<string, string[]>,
): string[] {
  if (Object.keys(keys).length === 0) return [];
  const list = Object.entries(keys).map(([key, values]) => `${key} ${values.join(', ')}`);
  const after = target === undefined ? undefined : addJsonKeys(tree.read(target, 'utf8') ?? '', keys);
  if (target === undefined || after === undefined) {
    return [
      `The recipe needs keys that no variant file has, and that can be added to none: ${list.join('; ')}.`,
    ];
  }
  tree.write(target, after);
  return [`${target}: added ${list.join('; ')}.`];
}
