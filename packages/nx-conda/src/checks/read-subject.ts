import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { absentFolders } from './absent-folders';
import { localPaths } from './local-paths';
import { makeSubject } from './make-subject';
import { readSourceTree } from './source-tree';
import type { Subject, WorkspaceKnowledge } from './subject';
import { isInside } from '../machine/paths';
import type { CheckedFile } from '../recipe/yaml/place';
import { VARIANT_FILES } from '../knowledge/variant-files';

/** The recipe to read, and known facts. */
export interface CheckRequest {
  /** Absolute path. */
  workspaceRoot: string;
  /** recipe.yaml, relative to the workspace root. */
  recipePath: string;
  /** Shared variant files, relative to the workspace root, in the order that rattler-build gets them. */
  variantFiles: readonly string[];
  platform: string;
  workspace: WorkspaceKnowledge;
  /** Absolute path of the source that a failed build left; undefined if none. */
  workFolder?: string;
  /** New contents of changed files, by path relative to the workspace root. */
  changed?: ReadonlyMap<string, string>;
}

/** Maximum size of text files beside a recipe (scripts, variants, patches), in bytes. */
const MAX_SIZE = 200_000;

/**
 * Reads everything that rules look at.
 * @throws RecipeError if the recipe or a variant file cannot be read
 */
export async function readSubject(request: CheckRequest): Promise<Subject> {
  const { workspaceRoot, recipePath, platform, workspace, workFolder } = request;
  const shared = request.variantFiles.filter((path) => existsSync(join(workspaceRoot, path)));
  const recipe = await readText(request, recipePath);
  const subject = makeSubject({
    ...{ recipe, platform, workspace, environment: process.env },
    besides: await readBesides(request, posix.dirname(recipePath), recipe.text),
    variantFiles: await Promise.all(shared.map((path) => readText(request, path))),
  });
  const recipeFolder = dirname(join(workspaceRoot, recipePath));
  const folders = { recipeFolder, workspaceRoot, ...(workFolder !== undefined && { workFolder }) };
  return {
    ...subject,
    source: readSourceTree(subject.sources, folders),
    localPaths: localPaths(subject, folders),
    absentFolders: absentFolders(subject, folders),
  };
}

async function readText({ workspaceRoot, changed }: CheckRequest, path: string): Promise<CheckedFile> {
  return { path, text: changed?.get(path) ?? (await readFile(join(workspaceRoot, path), 'utf8')) };
}

/** Patches and scripts in other folders: `patches/a.patch`. */
const ELSEWHERE = /(?<![\w./+-])(?:[\w.+-]+\/)+[\w.+-]+\.(?:patch|diff|sh|bat|cmd|py)(?![\w./+-])/g;
const MAX_ELSEWHERE = 200;

/**
 * The small files in the folder of the recipe, by name, and the patches and scripts that the recipe names in other folders
 * of the workspace, by the path as written; links are followed.
 */
async function readBesides(
  request: CheckRequest,
  folder: string,
  recipe: string,
): Promise<Map<string, CheckedFile>> {
  const names = (await readdir(join(request.workspaceRoot, folder))).filter((name) => name !== 'recipe.yaml');
  const paths = [...new Set(recipe.match(ELSEWHERE))].slice(0, MAX_ELSEWHERE);
  const inside = paths.filter((path) =>
    isInside(request.workspaceRoot, join(request.workspaceRoot, folder, path)),
  );
  const read = await Promise.all([...names, ...inside].map((name) => readBeside(request, folder, name)));
  return new Map(read.flat().filter(([, { text }]) => !text.includes('\0')));
}

async function readBeside(
  request: CheckRequest,
  folder: string,
  name: string,
): Promise<[string, CheckedFile][]> {
  try {
    const found = await stat(join(request.workspaceRoot, folder, name));
    const isWanted =
      found.isFile() && (found.size <= MAX_SIZE || VARIANT_FILES.some((file) => file === name));
    return isWanted ? [[name, await readText(request, posix.join(folder, name))]] : [];
  } catch {
    // A broken link, or an unreadable file.
    return [];
  }
}
