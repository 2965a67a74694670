import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { parseRecipeToEdit } from '../recipe/parse';
import { Scope } from '../recipe/scope';
import { mergeVariants, parseVariants } from '../recipe/variants';
import type { CheckedFile } from './finding';
import { levelsOf } from './levels';
import { requirementItems } from './requirement-items';
import { scriptsOf } from './scripts';
import { readSourceTree, shownPath } from './source-tree';
import { sourcesOf } from './sources';
import type { Subject, VariantText, WorkspaceKnowledge } from './subject';

/** Which recipe to read, and what is known already. */
export interface CheckRequest {
  /** Absolute path. */
  workspaceRoot: string;
  /** recipe.yaml, relative to the workspace root. */
  recipePath: string;
  /** Shared variant files, relative to the workspace root, in the order in which rattler-build gets them. */
  variantFiles: readonly string[];
  platform: string;
  workspace: WorkspaceKnowledge;
  /** Where a failed build left the source, absolute; undefined where none did. */
  workFolder?: string;
  /** What files would hold, by path relative to the workspace root, where that is not what they hold. */
  changed?: ReadonlyMap<string, string>;
}

/** Text files beside a recipe that are read, in bytes: scripts, variants, patches. */
const MAX_SIZE = 200_000;

/**
 * Reads all that rules look at.
 * @throws RecipeError where the recipe or a variant file cannot be read
 */
export async function readSubject(request: CheckRequest): Promise<Subject> {
  const { workspaceRoot, recipePath, platform, workspace, workFolder } = request;
  const recipeFile = await readText(request, recipePath);
  const recipe = parseRecipeToEdit(recipeFile.text, recipePath);
  const folder = posix.dirname(recipePath);
  const besides = await readBesides(request, folder);
  const variantFiles = await readVariantFiles(request, besides);
  const variants = mergeVariants(variantFiles.map(({ file }) => parseVariants(file.text, file.path)));
  const scope = new Scope(recipe, variants, platform, process.env);
  const levels = levelsOf(recipe);
  const sources = sourcesOf(levels);
  const recipeFolder = dirname(join(workspaceRoot, recipePath));
  const source = await readSourceTree(sources, { recipeFolder, ...(workFolder && { workFolder }) });
  source?.files.forEach((file) => (file.path = shownPath(file.path, workspaceRoot)));
  return {
    ...{ recipe, file: recipeFile, folder, scope, platform, levels, sources, variantFiles, variants },
    ...{ besides, source, workspace },
    items: requirementItems(levels, scope),
    scripts: scriptsOf(recipe, levels, recipeFile, besides),
  };
}

/** As rattler-build merges them: the file beside the recipe first. */
async function readVariantFiles(
  request: CheckRequest,
  besides: ReadonlyMap<string, CheckedFile>,
): Promise<VariantText[]> {
  // Without variants.yaml, rattler-build takes the file of conda-build (0.74).
  const own = besides.get('variants.yaml') ?? besides.get('conda_build_config.yaml');
  const there = request.variantFiles.filter((path) => existsSync(join(request.workspaceRoot, path)));
  const shared = await Promise.all(there.map((path) => readText(request, path)));
  return [...(own ? [{ file: own, isOwn: true }] : []), ...shared.map((file) => ({ file, isOwn: false }))];
}

async function readText({ workspaceRoot, changed }: CheckRequest, path: string): Promise<CheckedFile> {
  return { path, text: changed?.get(path) ?? (await readFile(join(workspaceRoot, path), 'utf8')) };
}

/** The small files in the folder of the recipe, by name; those below by their relative path. */
async function readBesides(request: CheckRequest, folder: string): Promise<Map<string, CheckedFile>> {
  const absolute = join(request.workspaceRoot, folder);
  const entries = await readdir(absolute, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== 'recipe.yaml')
    .map(({ name }) => name);
  const read = await Promise.all(
    names.map(async (name) => {
      if ((await stat(join(absolute, name))).size > MAX_SIZE) return [];
      return [[name, await readText(request, posix.join(folder, name))] as const];
    }),
  );
  return new Map(read.flat().filter(([, { text }]) => !text.includes('\0')));
}
