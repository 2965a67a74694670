import { packagesOfProgram } from '../../../knowledge/build-programs';
import type { PythonProject } from '../../python-project/python-project';
import { nodesIn, textOf } from '../../python/calls';
import type { SourceFolder } from '../../source-folder';
import { usesCmake, usesMeson } from '../compiled-languages';
import { mesonPrograms } from '../read-meson';
import type { CmakeProject } from '../read-cmake';
import type { BuildFile } from '../../python-project/build-code';
import { calledPrograms } from './called-programs';
import { makefileNeeds } from './makefile-needs';

/** The programs that the build of a Python project starts. */
export interface BuildPrograms {
  /** conda packages that have them. */
  packages: string[];
  /** Those in no known package, with the place: `fpm (setup.py:12)`. */
  unknown: string[];
  /** Libraries that its Makefiles link, named as for the linker. */
  libraries: string[];
}

const MAX_UNKNOWN = 10;
/** The usual name of the script that makes `configure`. */
const AUTOGEN = /^[^#\n]*\bautogen\.sh["' ]/m;

export function buildPrograms(
  source: SourceFolder,
  project: PythonProject | undefined,
  cmake: CmakeProject | undefined,
): BuildPrograms {
  if (!project) return { packages: [], unknown: [], libraries: [] };
  const code = project.code;
  const called = calledPrograms(code).map((one) => ({ ...one, packages: packagesOfProgram(one.name) }));
  const own = called.flatMap(({ packages = [] }) => packages);
  const made = own.includes('make') ? makefileNeeds(source) : { programs: [], libraries: [] };
  const packages = [
    ...own,
    ...made.programs,
    ...(wrapsWithSwig(source, code) ? ['swig'] : []),
    ...(code.some(({ text }) => AUTOGEN.test(text)) ? ['autoconf', 'automake', 'libtool'] : []),
    ...(usesCmake(source, project) ? (cmake?.facts.programs ?? []) : []),
    ...(usesMeson(project) ? mesonPrograms(source, project.folder) : []),
  ];
  const unknown = called.filter((one) => one.isStarted && one.packages === undefined);
  const places = new Map(unknown.map(({ name, place }) => [name, `${name} (${place})`]));
  return {
    packages: [...new Set(packages)].sort(),
    unknown: [...places.values()].slice(0, MAX_UNKNOWN),
    libraries: made.libraries,
  };
}

/** setuptools runs SWIG for `Extension(sources=["a.i"])`. */
function wrapsWithSwig(source: SourceFolder, files: readonly BuildFile[]): boolean {
  if (!source.files.some((name) => name.endsWith('.i'))) return false;
  return files.some(({ statements }) =>
    nodesIn(statements).some((node) => /[\w*})-]\.i$/.test(textOf(node) ?? '')),
  );
}
