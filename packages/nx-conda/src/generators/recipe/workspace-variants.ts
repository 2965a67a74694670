import type { Tree } from '@nx/devkit';
import { parseVariants } from '../../recipe/variants/variants';
import { addJsonKeys } from './json-keys';

/** The shared variant files of a workspace. */
export interface WorkspaceVariants {
  /** Values of all files by key. */
  values: Record<string, string[]>;
  /** The file for new keys, relative to the workspace root; undefined if all files are YAML. */
  target: string | undefined;
}

/** @param files relative to the workspace root; missing ones are skipped. @throws RecipeError for a broken one */
export function readWorkspaceVariants(tree: Tree, files: readonly string[]): WorkspaceVariants {
  const configs = files
    .filter((file) => tree.exists(file))
    .map((file) => parseVariants(tree.read(file, 'utf8') ?? '', file));
  return {
    values: Object.assign({}, ...configs.map(({ values }) => values)) as Record<string, string[]>,
    target: files.find((file) => file.endsWith('.json')),
  };
}

/** Adds the keys to the file. @returns log lines: the added keys, or the missing ones if no JSON file exists */
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
      'The recipe needs keys that no variant file sets. Add these lines to a variant file:',
      ...Object.entries(keys).map(([key, values]) => `  ${key}: ${JSON.stringify(values)}`),
    ];
  }
  tree.write(target, after);
  return [`${target}: added ${list.join('; ')}.`];
}
