import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { logger } from '../../nx';
import { ExplainedError } from '../../explained-error';
import { explained } from '../explained';
import { type Adoption, adoption, type Refusal } from './adopt';
import { adoptVariants } from './adopt-variants';
import { findRecipes } from './find-recipes';
import { neededKeys } from './needed-keys';
import { sharedFiles } from '../workspace-settings';
import type { ImportGeneratorOptions } from './options.schema';
import { sourceFolder, importFolder, targetsFor } from './folders';

/**
 * Copies recipes from elsewhere into the workspace.
 * @throws Error if there is nothing to import; then nothing is written
 */
export async function importGenerator(tree: Tree, options: ImportGeneratorOptions): Promise<void> {
  await explained(() => importRecipes(tree, options));
}

export default importGenerator;

async function importRecipes(
  tree: Tree,
  { path, directory, addKeys }: ImportGeneratorOptions,
): Promise<void> {
  const from = sourceFolder(path, tree.root);
  const target = importFolder(directory ?? 'recipes', tree.root);
  const found = await findRecipes(from);
  if (found.recipes.length + found.old.length === 0) throw nothingFound(from);
  const targets = targetsFor(found.recipes, from, target);
  const results: (Adoption | Refusal)[] = [];
  const claimed = new Map<string, string>();
  for (const [folder, own] of targets) {
    const result = await adoption(tree, { folder, target: own, from });
    results.push('files' in result ? withoutClashes(result, claimed) : result);
  }
  const adopted = results.filter((result) => 'files' in result);
  const files = sharedFiles(tree, target);
  const variants = await adoptVariants(tree, adopted, found.variants, files);
  write(tree, adopted, variants.replaced);
  const { replaced } = variants;
  const keys = neededKeys(tree, adopted, { files, replaced, isAdding: addKeys ?? false });
  const refused = results.filter((result) => 'reason' in result);
  const lines = [...reportOf(adopted, refused), ...variants.lines, ...keys, ...found.old.map(oldRecipe)];
  for (const line of lines) {
    logger.info(line);
  }
}

/** Recipes at different depths may copy different files to one path: the first recipe wins. */
function withoutClashes(adopted: Adoption, claimed: Map<string, string>): Adoption {
  const clashing = adopted.files.filter(({ path, from }) => (claimed.get(path) ?? from) !== from);
  for (const { path, from } of adopted.files) if (!claimed.has(path)) claimed.set(path, from);
  return {
    ...adopted,
    files: adopted.files.filter((file) => !clashing.includes(file)),
    remarks: [
      ...adopted.remarks,
      ...clashing.map(
        ({ path, from }) =>
          `${from} was not copied to ${path}, because another imported recipe has a different file there. Check that this recipe works with the other file.`,
      ),
    ],
  };
}

/** @param without absolute paths of files that are no longer needed */
function write(tree: Tree, adopted: readonly Adoption[], without: ReadonlySet<string>): void {
  for (const { from, path, mode } of adopted.flatMap(({ files }) => files)) {
    if (!without.has(from)) tree.write(path, readFileSync(from), { mode });
  }
}

function reportOf(adopted: readonly Adoption[], refused: readonly Refusal[]): string[] {
  return [
    `recipe.yaml files: ${adopted.length} imported, ${refused.length} not imported.`,
    ...adopted.flatMap(({ target, folder, remarks }) => [
      `Imported: ${target} from ${folder}`,
      ...remarks.map((remark) => `  ${remark}`),
    ]),
    ...refused.map(({ folder, reason }) => `Not imported: ${join(folder, 'recipe.yaml')}: ${reason}`),
  ];
}

/** rattler-build does not convert meta.yaml: its migrate-recipe handles only `cache:` (0.74). */
function oldRecipe(file: string): string {
  return [
    `Not imported: ${file} is in conda-build's format, which rattler-build does not read.`,
    '  1. In the folder of this file, run conda-recipe-manager convert meta.yaml > recipe.yaml. Check the result, and import again.',
    '  2. Or run feedrattler, which converts a whole feedstock of conda-forge.',
  ].join('\n');
}

function nothingFound(folder: string): ExplainedError {
  return new ExplainedError(`No recipe found in ${folder}.`, [
    'Pass a folder that contains a recipe.yaml, directly or in a subfolder.',
    'To write a new recipe, run nx g nx-conda:recipe',
  ]);
}
