import { type Dirent, existsSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, posix, relative, resolve, sep } from 'node:path';
import { isTemplate } from '../recipe/template/template';
import { child, textOf } from '../recipe/yaml/nodes';
import type { Source } from '../recipe/read/sources';
import type { SourceTree } from './subject';
import type { SourceFile } from '../source/native/includes';
import { isInside } from '../machine/paths';
import { isBuildFile } from '../knowledge/build-files';

/** Metadata of a Python project. */
const METADATA = /^(setup\.cfg|pyproject\.toml)$/;
const COMPILED = new Set('.c .cc .cpp .cxx .cu .cuh .h .hh .hpp .hxx .inl .pyx .pxd'.split(' '));
/** Folders that are not built, or contain third-party code. */
const SKIPPED = new Set(
  'node_modules site-packages build target dist bench benchmark benchmarks tools scripts doc docs example examples sample samples test tests third_party 3rdparty thirdparty external extern vendor'.split(
    ' ',
  ),
);

const MAX_FILES = 3000;
const MAX_FOLDERS = 2000;
const MAX_DEPTH = 8;
/** Bytes; larger sources are tables, or generated. */
const MAX_SIZE = 300_000;

/**
 * Reads the sources of a recipe that are on this machine.
 * @param recipeFolder absolute path, like the others
 * @param workFolder source that a failed build left; undefined if none
 * @returns undefined if no source is on this machine
 */
export async function readSourceTree(
  sources: readonly Source[],
  {
    recipeFolder,
    workspaceRoot,
    workFolder,
  }: { recipeFolder: string; workspaceRoot: string; workFolder?: string },
): Promise<SourceTree | undefined> {
  const isLeft = workFolder !== undefined;
  const folders = isLeft
    ? [{ folder: workFolder, below: '' }]
    : localFolders(sources, recipeFolder, workspaceRoot);
  if (folders.length === 0) return undefined;
  const trees = await Promise.all(folders.map(({ folder, below }) => readFolder(folder, below)));
  const isWhole = trees.every(({ isComplete }) => isComplete);
  return {
    isComplete: isWhole && !isLeft && folders.length === sources.length,
    isCurrent: !isLeft,
    entries: new Set(trees.flatMap(({ entries }) => entries)),
    pythonPackages: trees.flatMap(({ pythonPackages }) => pythonPackages).sort(),
    files: trees
      .flatMap(({ files }) => files)
      .map((file) => ({ ...file, path: shownPath(file.path, workspaceRoot) })),
  };
}

interface SourceFolder {
  folder: string;
  /** Its place in the work folder: `target_directory`. */
  below: string;
}

/** Folders outside the workspace are not inputs of the check and are not read. */
function localFolders(
  sources: readonly Source[],
  recipeFolder: string,
  workspaceRoot: string,
): SourceFolder[] {
  return sources.flatMap(({ kind, text, node }) => {
    if (kind !== 'path' || isTemplate(text)) return [];
    const folder = resolve(recipeFolder, text);
    // The build unpacks archives.
    if (!isInside(workspaceRoot, folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return [];
    return [{ folder, below: textOf(child(node, 'target_directory')) ?? '' }];
  });
}

interface Tree extends Pick<SourceTree, 'isComplete' | 'pythonPackages' | 'files'> {
  entries: string[];
}

async function readFolder(folder: string, below: string): Promise<Tree> {
  const found: Found = { names: [], folders: 0, isComplete: true };
  const top = await entriesOf(folder, found);
  await collect(folder, '', found);
  const files = (await Promise.all(found.names.map((name) => readSourceFile(folder, name, below)))).flat();
  const { isComplete } = found;
  if (below !== '') return { isComplete, entries: [below.split('/')[0] ?? ''], pythonPackages: [], files };
  const packages = top.filter(
    (entry) => entry.isDirectory() && existsSync(join(folder, entry.name, '__init__.py')),
  );
  const names = (entries: Dirent[]) => entries.map(({ name }) => name);
  return { isComplete, entries: names(top), pythonPackages: names(packages), files };
}

interface Found {
  names: string[];
  folders: number;
  isComplete: boolean;
}

async function collect(folder: string, below: string, found: Found): Promise<void> {
  const depth = below === '' ? 0 : below.split('/').length;
  if (isTooMuch(found, depth)) {
    found.isComplete = false;
    return;
  }
  found.folders++;
  const entries = await entriesOf(join(folder, below), found);
  // A Python or conda environment is not a source.
  if (entries.some(({ name }) => name === 'pyvenv.cfg' || name === 'conda-meta')) return;
  for (const entry of entries) {
    const name = posix.join(below, entry.name);
    if (isSource(entry) && found.names.length < MAX_FILES) found.names.push(name);
    else if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) {
      await collect(folder, name, found);
    }
  }
}

function isTooMuch({ names, folders }: Found, depth: number): boolean {
  return names.length >= MAX_FILES || folders >= MAX_FOLDERS || depth > MAX_DEPTH;
}

/** Nothing for an unreadable folder. */
async function entriesOf(folder: string, found: Found): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    found.isComplete = false;
    return [];
  }
}

function isSource(entry: Dirent): boolean {
  return entry.isFile() && isRead(entry.name);
}

function isRead(name: string): boolean {
  return isBuildFile(name) || METADATA.test(name) || COMPILED.has(extname(name));
}

/** Nothing for a file that is too large or was deleted. */
async function readSourceFile(folder: string, name: string, below: string): Promise<SourceFile[]> {
  const path = join(folder, name);
  try {
    if ((await stat(path)).size > MAX_SIZE) return [];
    return [{ path, name: posix.join(below, name), text: await readFile(path, 'utf8') }];
  } catch {
    return [];
  }
}

/** The path to show: relative to the workspace if inside. */
function shownPath(path: string, workspaceRoot: string): string {
  const isShort = path !== workspaceRoot && isInside(workspaceRoot, path);
  return isShort ? relative(workspaceRoot, path).split(sep).join('/') : path;
}
