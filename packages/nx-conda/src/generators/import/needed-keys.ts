import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Tree } from '@nx/devkit';
import { VARIANT_FILES } from '../../knowledge/variant-files';
import { normalizeKey } from '../../recipe/template/variant-key';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { parseVariants } from '../../recipe/variants/variants';
import { KEY_DEFAULTS } from '../recipe/needed-variants';
import { addVariants, readWorkspaceVariants, type WorkspaceVariants } from '../recipe/workspace-variants';
import type { Adoption } from './adopt';
import { missingKeys } from './missing-keys';

/**
 * Reports the variant keys that adopted recipes use and nothing sets, and adds those with a known value if wanted.
 * @param files the workspace's variant files for these recipes
 * @param replaced variant files beside recipes that are not copied, absolute
 * @returns log lines
 */
export function neededKeys(
  tree: Tree,
  adopted: readonly Adoption[],
  { files, replaced, isAdding }: { files: string[]; replaced: ReadonlySet<string>; isAdding: boolean },
): string[] {
  const workspace = workspaceVariants(tree, files);
  if (!workspace) return [];
  const users = usersOf(adopted, Object.keys(workspace.values), replaced);
  if (users.size === 0) return [];
  const values = Object.fromEntries(
    [...users.keys()].flatMap((key) => (KEY_DEFAULTS.has(key) ? [[key, [KEY_DEFAULTS.get(key) ?? '']]] : [])),
  ) as Record<string, string[]>;
  const list = [...users].map(([key, targets]) => `${key} (${shortList(targets)})`).join(', ');
  return [
    `The imported recipes use variant keys that no variant file sets: ${list}.`,
    ...(isAdding ? addVariants(tree, workspace.target, values) : proposal(values)),
    ...unknownLines([...users.keys()].filter((key) => !KEY_DEFAULTS.has(key))),
  ];
}

/** Undefined if a file is broken: another line says so, or the first build. */
function workspaceVariants(tree: Tree, files: string[]): WorkspaceVariants | undefined {
  try {
    return readWorkspaceVariants(tree, files);
  } catch (error) {
    if (error instanceof RecipeError) return undefined;
    throw error;
  }
}

/** The recipes that need each key. */
function usersOf(
  adopted: readonly Adoption[],
  shared: readonly string[],
  replaced: ReadonlySet<string>,
): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const one of adopted) {
    const present = new Set([...shared, ...ownKeys(one, replaced)].map(normalizeKey));
    for (const key of missingKeys(one.recipe, present)) {
      users.set(key, [...(users.get(key) ?? []), one.target]);
    }
  }
  return users;
}

/** The keys of the variant files that are copied beside a recipe. */
function ownKeys({ files }: Adoption, replaced: ReadonlySet<string>): string[] {
  const own = files.filter(
    ({ from }) => VARIANT_FILES.some((name) => name === basename(from)) && !replaced.has(from),
  );
  return own.flatMap(({ from }) => Object.keys(parseVariants(readFileSync(from, 'utf8'), from).values));
}

const SHOWN = 3;

function shortList(targets: readonly string[]): string {
  const shown = targets.slice(0, SHOWN).join(', ');
  return targets.length > SHOWN ? `${shown} and ${targets.length - SHOWN} more` : shown;
}

function proposal(values: Readonly<Record<string, string[]>>): string[] {
  if (Object.keys(values).length === 0) return [];
  return [
    '  Add these keys to a variant file (in later imports, --addKeys does this for the recipes that are then imported):',
    ...Object.entries(values).map(([key, list]) => `    ${JSON.stringify(key)}: ${JSON.stringify(list)}`),
  ];
}

function unknownLines(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  return [
    `  nx-conda knows no values for ${keys.join(', ')}: add these keys to a variant file yourself. For recipes of conda-forge, the values are in conda_build_config.yaml of the package conda-forge-pinning.`,
  ];
}
