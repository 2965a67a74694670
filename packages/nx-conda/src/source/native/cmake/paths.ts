import { posix } from 'node:path';
import type { SourceFolder } from '../../source-folder';
import type { Expanded, Scope } from './scope';

/** The source's top folder, as variables like CMAKE_SOURCE_DIR name it here. */
const TOP = '/SOURCE';
const MAX_SIZE = 500_000;
const OTHER =
  /(^|\/)(ext\/[^/]+|third[-_]?party|3rd[-_]?party|extern\w*|vendor|vendored|submodules|deps|dependencies|_deps|tests?|testing|unittests?|examples?|samples?|docs?|bench|benchmarks?)\//i;

/** Whether a file belongs to tests, examples or another project. */
export function isElsewhere(file: string): boolean {
  return OTHER.test(file);
}

/** The files that a walk reads. */
export type CmakeFiles = Pick<SourceFolder, 'files' | 'isComplete' | 'has' | 'read'>;

/** Paths in CMake files. */
export class SourcePaths {
  private readonly folders: ReadonlySet<string>;
  /** Files by their name without folders. */
  private readonly modules: ReadonlyMap<string, string>;

  constructor(
    private readonly source: CmakeFiles,
    root: string,
  ) {
    this.folders = foldersOf(source.files);
    const start = root === '' ? '' : `${root}/`;
    this.modules = modulesOf(source.files.filter((file) => file.startsWith(start)));
  }

  read(file: string): string | undefined {
    return this.source.read(file, MAX_SIZE);
  }

  /** A folder of the source as CMake writes it. */
  written(folder: string): string {
    return posix.join(TOP, folder === '.' ? '' : folder);
  }

  /** For `add_subdirectory`; undefined if it has no CMakeLists.txt, or is unknown. */
  folderOf(path: Expanded, scope: Scope): string | undefined {
    const folder = path.isKnown ? this.below(path.text, scope) : undefined;
    return folder !== undefined && this.source.has(posix.join(folder, 'CMakeLists.txt')) ? folder : undefined;
  }

  /** For `include`: a file, or the name of a module in any folder of the project. */
  fileOf(path: Expanded, scope: Scope): string | undefined {
    if (!path.isKnown) return undefined;
    const file = this.below(path.text, scope);
    if (file !== undefined && this.source.has(file)) return file;
    if (!/^[\w.-]{1,100}$/.test(path.text)) return undefined;
    return this.modules.get(`${path.text}.cmake`);
  }

  /** Undefined if unknown. */
  exists(path: string, scope: Scope): boolean | undefined {
    const name = this.below(path, scope);
    if (name === undefined) return undefined;
    if (name === '' || this.source.has(name) || this.folders.has(name)) return true;
    return this.source.isComplete ? false : undefined;
  }

  /** The path relative to the source; undefined if it is outside. */
  private below(path: string, scope: Scope): string | undefined {
    const here = scope.get('CMAKE_CURRENT_SOURCE_DIR')?.value ?? TOP;
    const whole = posix.join(posix.isAbsolute(path) ? path : posix.join(here, path), '.');
    if (whole === TOP) return '';
    return whole.startsWith(`${TOP}/`) ? whole.slice(TOP.length + 1) : undefined;
  }
}

function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const file of files) {
    let folder = posix.dirname(file);
    for (; folder !== '.' && !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  }
  return folders;
}

/** Those of the project itself take precedence. */
function modulesOf(files: readonly string[]): Map<string, string> {
  const modules = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith('.cmake'))) {
    const name = posix.basename(file);
    const there = modules.get(name);
    if (there === undefined || (isElsewhere(there) && !isElsewhere(file))) modules.set(name, file);
  }
  return modules;
}
