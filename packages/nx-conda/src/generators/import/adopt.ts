import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Tree } from '@nx/devkit';
import { normalizePath } from '../../valid-options';
import { ExplainedError } from '../../explained-error';
import { mentionsOf } from '../../recipe/reads/mentions';
import { child } from '../../recipe/yaml/nodes';
import { type ParsedRecipe, parseRecipe } from '../../recipe/parts/parse';
import { type CopiedFile, filesOfRecipe } from './recipe-files';
import { isInside } from '../../machine/paths';
import { isOutside } from '../../recipe/reads/local-path';

/** A recipe that can be adopted: the files to write, and remarks for the user. */
export interface Adoption {
  /** Absolute. */
  folder: string;
  /** Relative to the workspace root. */
  target: string;
  recipe: ParsedRecipe;
  /** `path` relative to the workspace root. */
  files: CopiedFile[];
  remarks: string[];
}

/** Why a recipe is not adopted. */
export interface Refusal {
  folder: string;
  reason: string;
}

/**
 * Checks whether a recipe can be adopted. Writes nothing.
 * @param from only files in this folder may be copied; absolute, without links
 */
export async function adoption(
  tree: Tree,
  { folder, target, from }: { folder: string; target: string; from: string },
): Promise<Adoption | Refusal> {
  const file = join(folder, 'recipe.yaml');
  if (tree.exists(target)) return { folder, reason: alreadyThere(target) };
  try {
    const recipe = parseRecipe(await readFile(file, 'utf8'), file);
    const { files, links } = await filesOfRecipe(folder);
    const own = files.map((copied) => ({ ...copied, path: `${target}/${copied.path}` }));
    const outside = mentionsOf(recipe).files.map((path) => outsideFile(tree, path, { folder, target, from }));
    return {
      ...{ folder, target, recipe },
      files: [...own, ...outside.filter((found) => typeof found === 'object')],
      remarks: [
        ...links.map(
          (link) =>
            `${link} was not copied: this link does not lead to a file in the recipe's folder. If the recipe needs the target of the link, copy the target by hand.`,
        ),
        ...outside.filter((found) => typeof found === 'string'),
        ...cacheRemark(recipe, target),
      ],
    };
  } catch (error) {
    if (error instanceof ExplainedError) return { folder, reason: error.format() };
    throw error;
  }
}

function alreadyThere(target: string): string {
  return `${target} already exists, and nothing is overwritten. To import this recipe, move or delete ${target}, or pass another folder with --directory.`;
}

/** Copies a file outside of the recipe's folder, like `../../patches`, to the same relative path if possible. */
function outsideFile(
  tree: Tree,
  written: string,
  { folder, target, from }: { folder: string; target: string; from: string },
): CopiedFile | string | undefined {
  const source = realFile(resolve(folder, written));
  const path = normalizePath(`${target}/${written}`);
  const present = tree.exists(path) ? tree.read(path) : undefined;
  if (source === undefined || !isInside(from, source)) {
    return `The recipe reads ${written}, which was not copied, because this path does not lead to a file in the imported folder. Copy ${written}, or change the recipe.`;
  }
  if (isOutside(path))
    return `The recipe reads ${written}, which was not copied: the copy would be outside of the workspace. Copy the file into the workspace, and correct the path in the recipe.`;
  if (!present) return { from: source, path, mode: statSync(source).mode & 0o777 };
  if (present.equals(readFileSync(source))) return undefined;
  return `The recipe reads ${written}, but ${path} already exists with other content and was not changed. Check that the recipe works with the existing file.`;
}

/** Where the links of a path lead: a link in the folder may lead out of it. */
function realFile(path: string): string | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  return realpathSync(path);
}

function cacheRemark({ root }: ParsedRecipe, target: string): string[] {
  if (!child(root, 'cache')) return [];
  return [
    `The recipe has \`cache:\`, which is now called \`staging:\`. To convert the recipe, run rattler-build migrate-recipe -r ${target}`,
  ];
}
