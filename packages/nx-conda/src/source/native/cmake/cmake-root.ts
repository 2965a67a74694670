import { posix } from 'node:path';
import type { PythonProject } from '../../python-project/python-project';
import { callsIn } from '../../python/calls';
import type { SourceFolder } from '../../source-folder';
import { isElsewhere } from './paths';

const MAX_CANDIDATES = 30;

/**
 * The folder of the CMakeLists.txt that a build starts with; undefined if there is none.
 * @param project the Python project whose build calls CMake; undefined if CMake builds the source itself
 */
export function cmakeRoot(source: SourceFolder, project: PythonProject | undefined): string | undefined {
  const has = (folder: string) => source.has(posix.join(folder, 'CMakeLists.txt'));
  if (!project) return has('') ? '' : undefined;
  const named = namedFolders(source, project).map((name) => folderIn(project.folder, name));
  const found = [...named, project.folder, ''].find((folder) => folder !== undefined && has(folder));
  return found ?? nestedRoot(source);
}

/** Folders that the settings of the build name. */
function namedFolders(source: SourceFolder, { pyproject, folder }: PythonProject): string[] {
  const settings = ['tool.scikit-build.cmake.source-dir', 'tool.py-build-cmake.cmake.source_path'];
  const written = settings.flatMap((path) => pyproject?.table.string(path) ?? []);
  const calls = callsIn(source.read(posix.join(folder, 'setup.py')) ?? '');
  const passed = calls.flatMap(({ name, textsOf }) => [
    ...(textsOf.get('cmake_source_dir') ?? []),
    ...(name === 'CMakeExtension'
      ? [...(textsOf.get('sourcedir') ?? []), ...(textsOf.get('') ?? []).slice(1)]
      : []),
  ]);
  return [...written, ...passed].slice(0, MAX_CANDIDATES);
}

function folderIn(project: string, name: string): string | undefined {
  const folder = posix.join(project, name);
  if (folder.startsWith('..') || posix.isAbsolute(name)) return undefined;
  return folder === '.' ? '' : folder.replace(/\/$/, '');
}

/** The folder nearest to the top whose CMakeLists.txt is that of a project. */
function nestedRoot(source: SourceFolder): string | undefined {
  const files = source.files.filter((name) => name.endsWith('/CMakeLists.txt') && !isElsewhere(name));
  const file = files
    .slice(0, MAX_CANDIDATES)
    .find((name) => /^\s*project\s*\(/im.test(source.read(name) ?? ''));
  return file === undefined ? undefined : posix.dirname(file);
}
