import { usesCmake, usesMeson } from './compiled-languages';
import type { PythonProject } from '../python-project/python-project';
import type { CmakeProject } from './read-cmake';
import { mesonDependencies } from './read-meson';
import type { SourceFolder } from '../source-folder';

const MAX_LIBRARIES = 100;

/** Libraries linked by the build of a Python distribution, named as for linkers, pkg-config and CMake. */
export function linkedLibraries(
  source: SourceFolder,
  project: PythonProject | undefined,
  cmake: CmakeProject | undefined,
): string[] {
  if (!project) return [];
  const found = [
    ...project.extensions.libraries.filter((name) => /^[\w.+-]{1,60}$/.test(name)),
    ...(usesMeson(project) ? mesonDependencies(source, project.folder) : []),
    ...(usesCmake(source, project) ? (cmake?.facts.finds ?? []) : []),
  ];
  return [...new Set(found)].slice(0, MAX_LIBRARIES);
}
