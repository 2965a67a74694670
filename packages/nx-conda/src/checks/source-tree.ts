import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, posix, relative, resolve, sep } from 'node:path';
import { isTemplate } from '../recipe/template';
import { child, textOf } from '../recipe/nodes';
import type { Source } from './sources';
import type { SourceFile, SourceTree } from './subject';

/** Files that say how a source is built, and those that are compiled. */
const BUILD_FILES =
  /^(setup\.(py|cfg)|pyproject\.toml|CMakeLists\.txt|(GNU)?[Mm]akefile|meson\.build|.*\.(cmake|mk|mak))$/;
const COMPILED = new Set('.c .cc .cpp .cxx .cu .cuh .h .hh .hpp .hxx .inl .pyx .pxd'.split(' '));
/** What is not built, or belongs to somebody else. */
const SKIPPED = new Set(
  '.git .github .nx node_modules dist doc docs example examples sample samples test tests third_party 3rdparty thirdparty external extern vendor'.split(
    ' ',
  ),
);

const MAX_FILES = 3000;
const MAX_DEPTH = 8;
/** Bytes; larger sources are tables, or generated. */
const MAX_SIZE = 300_000;

/**
 * Reads what is on this machine of a recipe's sources.
 * @param recipeFolder absolute path, as the others
 * @param workFolder where a failed build left the source; undefined where none did
 * @returns undefined where nothing is here
 */
export async function readSourceTree(
  sources: readonly Source[],
  {
    recipeFolder,
    workspaceRoot,
    workFolder,
  }: { recipeFolder: string; workspaceRoot: string; workFolder?: string },
): Promise<SourceTree | undefined> {
  const folders = workFolder ? [{ folder: workFolder, below: '' }] : localFolders(sources, recipeFolder);
  if (folders.length === 0) return undefined;
  const isComplete = workFolder !== undefined || folders.length === sources.length;
  const trees = await Promise.all(folders.map(({ folder, below }) => readFolder(folder, below)));
  return {
    isComplete,
    entries: new Set(trees.flatMap(({ entries }) => entries)),
    pythonPackages: trees.flatMap(({ pythonPackages }) => pythonPackages).sort(),
    files: trees
      .flatMap(({ files }) => files)
      .map((file) => ({ ...file, path: shownPath(file.path, workspaceRoot) })),
  };
}

interface SourceFolder {
  folder: string;
  /** Where it is put in the work folder: `target_directory`. */
  below: string;
}

function localFolders(sources: readonly Source[], recipeFolder: string): SourceFolder[] {
  return sources.flatMap(({ kind, text, node }) => {
    if (kind !== 'path' || isTemplate(text)) return [];
    const folder = resolve(recipeFolder, text);
    if (!existsSync(folder)) return [];
    return [{ folder, below: textOf(child(node, 'target_directory')) ?? '' }];
  });
}

interface Tree {
  entries: string[];
  pythonPackages: string[];
  files: SourceFile[];
}

async function readFolder(folder: string, below: string): Promise<Tree> {
  if (!(await stat(folder)).isDirectory())
    return { entries: [basename(folder)], pythonPackages: [], files: [] };
  const top = await readdir(folder, { withFileTypes: true });
  const names: string[] = [];
  await collect(folder, '', names);
  const files = await Promise.all(names.map((name) => readSourceFile(folder, name, below)));
  const packages = top.filter(
    (entry) => entry.isDirectory() && existsSync(join(folder, entry.name, '__init__.py')),
  );
  return below === ''
    ? {
        entries: top.map(({ name }) => name),
        pythonPackages: packages.map(({ name }) => name),
        files: files.flat(),
      }
    : { entries: [below.split('/')[0] ?? ''], pythonPackages: [], files: files.flat() };
}

async function collect(folder: string, below: string, names: string[]): Promise<void> {
  const depth = below === '' ? 0 : below.split('/').length;
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    if (names.length >= MAX_FILES) return;
    const name = posix.join(below, entry.name);
    if (isSource(entry)) names.push(name);
    else if (entry.isDirectory() && depth < MAX_DEPTH && !SKIPPED.has(entry.name)) {
      await collect(folder, name, names);
    }
  }
}

function isSource(entry: Dirent): boolean {
  return entry.isFile() && (BUILD_FILES.test(entry.name) || COMPILED.has(extname(entry.name)));
}

/** Nothing for a file that is too large, or gone by now. */
async function readSourceFile(folder: string, name: string, below: string): Promise<SourceFile[]> {
  const path = join(folder, name);
  try {
    if ((await stat(path)).size > MAX_SIZE) return [];
    return [{ path, name: posix.join(below, name), text: await readFile(path, 'utf8') }];
  } catch {
    return [];
  }
}

/** As the user should see it: relative to the workspace where it is inside. */
function shownPath(path: string, workspaceRoot: string): string {
  const inside = relative(workspaceRoot, path);
  return inside.startsWith('..') || inside === '' ? path : inside.split(sep).join('/');
}
