import { CMAKE_PACKAGES, isBuiltWith } from '../../knowledge/build-backends';
import type { PythonProject } from '../python-project/python-project';
import type { Pyproject } from '../python-project/read-pyproject';
import { normalizeName } from '../requirements/normalize-name';
import type { SourceFolder } from '../source-folder';
import type { CmakeProject } from './read-cmake';
import { cmakeTools } from './cmake/calls-cmake';
import { hasOwnCythonBuild } from './cython';
import { mesonLanguages } from './read-meson';

/** The languages compiled by the build of the Python distribution; none without a distribution. */
export function pythonLanguages(
  source: SourceFolder,
  project: PythonProject | undefined,
  cmake: CmakeProject | undefined,
): string[] {
  if (!project) return [];
  const { pyproject, extensions, folder } = project;
  const languages = [
    ...extensions.languages,
    ...(usesCmake(source, project) ? (cmake?.facts.languages ?? ['c', 'cxx']) : []),
    ...(usesMeson(project) ? mesonLanguages(source, folder) : []),
    ...(pyproject ? requiredLanguages(pyproject) : []),
    ...(hasOwnCythonBuild(source, pyproject) ? ['c'] : []),
  ];
  return [...new Set(languages)].sort();
}

/** The languages compiled by a build backend or its requirements. */
function requiredLanguages({ backend = '', buildRequires = [] }: Pyproject): string[] {
  const requires = buildRequires.map(({ name }) => normalizeName(name));
  // A build backend in the source may call maturin.
  const isRust =
    isBuiltWith('maturin', backend) || requires.some((name) => ['maturin', 'setuptools-rust'].includes(name));
  return isRust ? ['rust'] : [];
}

/** Whether building the Python distribution runs CMake. */
export function usesCmake(source: SourceFolder, project: PythonProject): boolean {
  const { extensions, merged } = project;
  const requires = (merged.buildRequires ?? []).map(({ name }) => normalizeName(name));
  return (
    extensions.builders.includes('cmake') ||
    requires.some((name) => CMAKE_PACKAGES.has(name)) ||
    (hasCmakeFile(source) && cmakeTools(project).length > 0)
  );
}

function hasCmakeFile(source: SourceFolder): boolean {
  return source.files.some((name) => /(^|\/)CMakeLists\.txt$/.test(name));
}

/** Whether building the Python distribution runs Meson. */
export function usesMeson({ pyproject }: PythonProject): boolean {
  return isBuiltWith('mesonpy', pyproject?.backend);
}
