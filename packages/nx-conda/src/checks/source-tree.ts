import { statSync } from 'node:fs';
import { extname, posix, resolve } from 'node:path';
import { ExplainedError } from '../explained-error';
import { isTemplate } from '../recipe/template/template';
import { child, textOf } from '../recipe/yaml/nodes';
import type { Source } from '../recipe/parts/sources';
import type { MetadataRequirement, SourceTree } from './subject';
import { builtFiles } from '../source/source-files';
import { SourceFolder } from '../source/source-folder';
import { type BuildFile, buildCode } from '../source/python-project/build-code';
import { runsSetupPy } from '../source/python-project/build-scripts';
import { readPyproject } from '../source/python-project/read-pyproject';
import { parseToml } from '../source/python-project/toml';
import { runRequirements } from '../source/python-project/run-requirements';
import { isInside, pathFrom } from '../machine/paths';
import { isBuildFile } from '../knowledge/build-files';

const COMPILED = new Set('.c .cc .cpp .cxx .cu .cuh .h .hh .hpp .hxx .inl .pyx .pxd'.split(' '));

/**
 * Reads the sources of a recipe that are on this machine.
 * @param recipeFolder absolute path, like the others
 * @param workFolder source that a failed build left; undefined if none
 * @returns undefined if no source is on this machine
 */
export function readSourceTree(
  sources: readonly Source[],
  {
    recipeFolder,
    workspaceRoot,
    workFolder,
  }: { recipeFolder: string; workspaceRoot: string; workFolder?: string },
): SourceTree | undefined {
  const isLeft = workFolder !== undefined;
  const folders = isLeft
    ? [{ folder: workFolder, below: '' }]
    : localFolders(sources, recipeFolder, workspaceRoot);
  if (folders.length === 0) return undefined;
  const parts = folders.map(readFolder);
  const isWhole = parts.every(({ isComplete }) => isComplete);
  return {
    isComplete: isWhole && !isLeft && folders.length === sources.length,
    isCurrent: !isLeft,
    entries: new Set(parts.flatMap(({ entries }) => entries)),
    pythonPackages: parts.flatMap(({ pythonPackages }) => pythonPackages).sort(),
    requires: parts.flatMap(({ requires }) => requires),
    setupCode: parts.flatMap(({ setupCode }) => setupCode),
    buildBackends: new Map(parts.flatMap(({ buildBackends }) => [...buildBackends]).reverse()),
    setupFolders: new Set(parts.flatMap(({ setupFolders }) => [...setupFolders])),
    folders: new Set(parts.flatMap(({ folders }) => [...folders])),
    files: parts
      .flatMap(({ files }) => files)
      .map((file) => ({ ...file, path: shownPath(file.path, workspaceRoot) })),
  };
}

interface PlacedFolder {
  /** Absolute path. */
  folder: string;
  /** Its place in the work folder: `target_directory`. */
  below: string;
}

/** Folders outside the workspace are not inputs of the check and are not read. */
function localFolders(
  sources: readonly Source[],
  recipeFolder: string,
  workspaceRoot: string,
): PlacedFolder[] {
  return sources.flatMap(({ kind, text, node }) => {
    if (kind !== 'path' || isTemplate(text)) return [];
    const folder = resolve(recipeFolder, text);
    // The build unpacks archives.
    if (!isInside(workspaceRoot, folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return [];
    return [{ folder, below: textOf(child(node, 'target_directory')) ?? '' }];
  });
}

/** What a folder adds to the source. */
type Part = Omit<SourceTree, 'entries' | 'isCurrent'> & { entries: string[] };

function readFolder({ folder, below }: PlacedFolder): Part {
  const source = new SourceFolder(folder);
  const { isComplete, top } = source;
  const files = builtFiles(source, (name) => isBuildFile(name) || COMPILED.has(extname(name))).map(
    (file) => ({ ...file, name: posix.join(below, file.name) }),
  );
  const placed = {
    folders: foldersOf(source, below),
    setupFolders: setupFoldersOf(source, below),
    buildBackends: backendsOf(source, below),
  };
  if (below !== '') return { ...NOTHING, ...placed, isComplete, entries: [below.split('/')[0] ?? ''], files };
  const pythonPackages = source.files.flatMap((name) => /^([^/]+)\/__init__\.py$/.exec(name)?.[1] ?? []);
  const found = {
    requires: requirementsOf(source),
    setupCode: setupCodeOf(source),
  };
  return { isComplete, entries: [...top], pythonPackages, ...found, ...placed, files };
}

/** Of a folder that is not the top of the source. */
const NOTHING = { pythonPackages: [], requires: [], setupCode: [] };

/** All folders with files, and those above them. @param below the place of the source in the work folder */
function foldersOf(source: SourceFolder, below: string): Set<string> {
  const folders = new Set<string>();
  for (const name of source.files) {
    let folder = posix.dirname(posix.join(below, name));
    while (folder !== '.' && !folders.has(folder)) {
      folders.add(folder);
      folder = posix.dirname(folder);
    }
  }
  return folders;
}

function setupFoldersOf(source: SourceFolder, below: string): Set<string> {
  const names = [...source.files, ...source.links].filter((name) => posix.basename(name) === 'setup.py');
  return new Set(names.map((name) => placedAt(below, posix.dirname(name))));
}

/** The place of a folder of the source in the work folder; `''` for its top. */
function placedAt(below: string, folder: string): string {
  const placed = posix.join(below, folder);
  return placed === '.' ? '' : placed;
}

const MAX_PROJECTS = 100;

/** The backend of each folder with a Python project; undefined if its pyproject.toml is not valid. */
function backendsOf(source: SourceFolder, below: string): Map<string, string | undefined> {
  const projects = [...source.files, ...source.links].filter((name) =>
    /(^|\/)(setup\.py|pyproject\.toml)$/.test(name),
  );
  const folders = [...new Set(projects.map((name) => posix.dirname(name)))];
  return new Map(
    folders.map((folder, index) => [
      placedAt(below, folder),
      index < MAX_PROJECTS ? backendOf(source, folder) : undefined,
    ]),
  );
}

/** Undefined if the folder has no Python project, or if its pyproject.toml is not valid. */
function backendOf(source: SourceFolder, folder: string): string | undefined {
  const text = source.read(posix.join(folder, 'pyproject.toml'));
  const hasSetup = source.has(posix.join(folder, 'setup.py'));
  if (text === undefined) return hasSetup ? SETUPTOOLS : undefined;
  try {
    const table = parseToml(text);
    if (table.has('build-system.backend-path')) return 'own';
    const isProject = hasSetup || table.has('build-system') || table.has('project');
    return table.string('build-system.build-backend') ?? (isProject ? SETUPTOOLS : undefined);
  } catch {
    // pip says what is wrong with the file.
    return undefined;
  }
}

/** What pip uses if a source names no backend. */
const SETUPTOOLS = 'setuptools.build_meta';

/** Requirements with a marker may not apply here. */
function requirementsOf(source: SourceFolder): MetadataRequirement[] {
  try {
    const { requires = [], file = '' } = runRequirements(source) ?? {};
    return requires
      .filter(({ marker }) => marker === undefined)
      .map(({ name, constraint }) => ({ name, constraint, file }));
  } catch (error) {
    // The build says what is wrong with the file.
    if (!(error instanceof ExplainedError)) throw error;
    return [];
  }
}

function setupCodeOf(source: SourceFolder): readonly BuildFile[] {
  if (!source.has('setup.py')) return [];
  try {
    return runsSetupPy(readPyproject(source, 'pyproject.toml'))
      ? buildCode(source, [{ file: 'setup.py', isBackend: false }])
      : [];
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    return [];
  }
}

/** The path to show: relative to the workspace if inside. */
function shownPath(path: string, workspaceRoot: string): string {
  const isShort = path !== workspaceRoot && isInside(workspaceRoot, path);
  return isShort ? pathFrom(workspaceRoot, path) : path;
}
