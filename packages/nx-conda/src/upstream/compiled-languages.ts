import { posix } from 'node:path';
import type { Extensions } from './extensions';
import type { Pyproject } from './read-pyproject';
import type { CmakeProject } from './read-cmake';
import type { SourceFolder } from './source-folder';

const MESON: Readonly<Record<string, string | undefined>> = {
  c: 'c',
  cython: 'c',
  cpp: 'cxx',
  cuda: 'cuda',
  rust: 'rust',
  fortran: 'fortran',
};

interface Builds {
  pyproject: Pyproject | undefined;
  extensions: Extensions;
  cmake: CmakeProject | undefined;
  /** Folder of the build file; '' for the top. */
  project: string;
}

/** The languages that building the Python distribution compiles. */
export function pythonLanguages(source: SourceFolder, builds: Builds): string[] {
  const { pyproject, extensions, cmake, project } = builds;
  const backend = pyproject?.backend ?? '';
  const languages = [
    ...extensions.languages,
    ...(usesCmake(builds) ? (cmake?.languages ?? ['c', 'cxx']) : []),
    ...(backend.startsWith('mesonpy') ? mesonLanguages(source, project) : []),
    ...(pyproject ? requiredLanguages(pyproject) : []),
  ];
  return [...new Set(languages)].sort();
}

/** Those that a build backend compiles, or what it requires. */
function requiredLanguages({ backend = '', buildRequires = [], table }: Pyproject): string[] {
  const requires = buildRequires.map(({ name }) => name.toLowerCase().replace(/_/g, '-'));
  const isRust = backend.startsWith('maturin') || requires.includes('setuptools-rust');
  const isC = requires.includes('hatch-mypyc') || table.has('tool.setuptools.ext-modules');
  return [...(isRust ? ['rust'] : []), ...(isC ? ['c'] : [])];
}

/** Whether building the Python distribution runs CMake. */
export function usesCmake({ pyproject, extensions }: Pick<Builds, 'pyproject' | 'extensions'>): boolean {
  return (
    /^(scikit_build_core|py_build_cmake|skbuild)/.test(pyproject?.backend ?? '') ||
    extensions.builders.includes('cmake')
  );
}

/** `project('name', 'c', 'cpp')` */
function mesonLanguages(source: SourceFolder, project: string): string[] {
  const text = source.read(posix.join(project, 'meson.build')) ?? '';
  const [, head = ''] = /\bproject\s*\(\s*'[^']*'\s*((?:,\s*\[?\s*'\w+'\s*\]?\s*)*)/.exec(text) ?? [];
  return [...head.matchAll(/'(\w+)'/g)].flatMap(([, name = '']) => MESON[name] ?? []);
}
