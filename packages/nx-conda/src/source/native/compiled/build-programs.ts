import { packagesOfProgram } from '../../../knowledge/build-programs';
import type { PythonProject } from '../../python-project/python-project';
import { nodesIn, textOf } from '../../python/calls';
import type { SourceFolder } from '../../source-folder';
import { usesCmake, usesMeson } from '../compiled-languages';
import { mesonPrograms } from '../read-meson';
import type { CmakeProject } from '../read-cmake';
import type { BuildFile } from '../../python-project/build-code';
import { calledPrograms } from './called-programs';
import { computedLibraries } from './computed-libraries';
import { pkgConfigNames } from './pkg-config-names';
import { makefileNeeds } from './makefile-needs';

/** The programs that the build of a Python project starts. */
export interface BuildPrograms {
  /** conda packages that have them. */
  packages: string[];
  /** Those in no known package, with the place: `fpm (setup.py:12)`. */
  unknown: string[];
  /** Libraries that its Makefiles link, and that it asks pkg-config for. */
  libraries: string[];
  /** Where it computes the libraries that it links, if none is known. */
  computed: string[];
}

const MAX_UNKNOWN = 10;
/** The usual name of the script that makes `configure`. */
const AUTOGEN = /^[^#\n]*\bautogen\.sh["' ]/m;

export function buildPrograms(
  source: SourceFolder,
  project: PythonProject | undefined,
  cmake: CmakeProject | undefined,
): BuildPrograms {
  if (!project) return { packages: [], unknown: [], libraries: [], computed: [] };
  const code = project.code;
  const called = calledPrograms(code).map((one) => ({ ...one, packages: packagesOfProgram(one.name) }));
  const own = called.flatMap(({ packages = [] }) => packages);
  const made = own.includes('make') ? makefileNeeds(source) : { programs: [], libraries: [] };
  const packages = [
    ...own,
    ...made.programs,
    ...ofScripts(source, code),
    ...ofOthers(source, project, cmake),
  ];
  const libraries = [...new Set([...made.libraries, ...pkgConfigNames(code, called)])];
  const unknown = called.filter((one) => one.isStarted && one.packages === undefined);
  const places = new Map(unknown.map(({ name, place }) => [name, `${name} (${place})`]));
  return {
    packages: [...new Set(packages)].sort(),
    unknown: [...places.values()].slice(0, MAX_UNKNOWN),
    libraries,
    computed: isOpen(project, libraries) ? computedLibraries(code) : [],
  };
}

/** Programs that setuptools and scripts start. */
function ofScripts(source: SourceFolder, code: readonly BuildFile[]): string[] {
  return [
    ...(wrapsWithSwig(source, code) ? ['swig'] : []),
    // The Python module pkgconfig starts the program.
    ...(pkgConfigNames(code, []).length > 0 ? ['pkg-config'] : []),
    ...(code.some(({ text }) => AUTOGEN.test(text)) ? ['autoconf', 'automake', 'libtool'] : []),
  ];
}

/** Programs that CMake and Meson start. */
function ofOthers(source: SourceFolder, project: PythonProject, cmake: CmakeProject | undefined): string[] {
  return [
    ...(usesCmake(source, project) ? (cmake?.facts.programs ?? []) : []),
    ...(usesMeson(project) ? mesonPrograms(source, project.folder) : []),
  ];
}

/** Whether no library of the extensions is known. CMake's files name theirs. */
function isOpen({ extensions }: PythonProject, libraries: readonly string[]): boolean {
  const { builders } = extensions;
  const isMade = builders.length > 0 && !builders.includes('cmake');
  return isMade && extensions.libraries.length + libraries.length === 0;
}

/** setuptools runs SWIG for `Extension(sources=["a.i"])`. */
function wrapsWithSwig(source: SourceFolder, files: readonly BuildFile[]): boolean {
  if (!source.files.some((name) => name.endsWith('.i'))) return false;
  return files.some(({ statements }) =>
    nodesIn(statements).some((node) => /[\w*})-]\.i$/.test(textOf(node) ?? '')),
  );
}
