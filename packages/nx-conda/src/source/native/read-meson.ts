import { posix } from 'node:path';
import { packagesOfProgram } from '../../knowledge/build-programs';
import { devPackageOfLibrary } from '../../knowledge/cuda-packages';
import { devPackagesOfTarget } from '../../knowledge/cuda-targets';
import type { SourceFolder } from '../source-folder';

/** A map, as upstream may name `constructor`. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['c', 'c'],
  ['cython', 'c'],
  ['cpp', 'cxx'],
  ['cuda', 'cuda'],
  ['rust', 'rust'],
  ['fortran', 'fortran'],
]);
const MAX_FILES = 100;

/** `project('name', 'c', 'cpp')` @param project folder, relative to the source; '' for the top */
export function mesonLanguages(source: SourceFolder, project: string): string[] {
  const text = withoutComments(source.read(posix.join(project, 'meson.build')) ?? '');
  const [, head = ''] = /\bproject\s*\(\s*'[^']*'\s*((?:,[\s[]*'\w+'[\s\]]*)*)/.exec(text) ?? [];
  // `required: get_option('gpu')` comes after the languages.
  const added = [...text.matchAll(/\badd_languages\s*\(\s*([^():]{0,300})/g)].map(([, inner = '']) => inner);
  const names = [head, ...added].flatMap((part) => [...part.matchAll(/'(\w+)'/g)]);
  return [...new Set(names.flatMap(([, name = '']) => LANGUAGES.get(name) ?? []))];
}

/** `dependency('geos', version: '>=3.9')`: the names, in all the project's files; CUDA is not among them. */
export function mesonDependencies(source: SourceFolder, project: string): string[] {
  const calls = dependencyCalls(source, project).filter(({ rest }) => !/\brequired\s*:\s*false\b/.test(rest));
  const names = calls.map(({ name }) => name);
  return [...new Set(names)].filter((name) => name !== 'cuda' && devPackageOfLibrary(name) === undefined);
}

/** The packages of CUDA in `dependency('cuda', modules: ['cublas'])`. */
export function mesonCudaPackages(source: SourceFolder, project: string): string[] {
  const calls = dependencyCalls(source, project).filter(({ name }) => name === 'cuda');
  const modules = calls.flatMap(({ rest }) => [...rest.matchAll(/'(\w+)'/g)]);
  return [...new Set(modules.flatMap(([, name = '']) => devPackagesOfTarget(name)))].sort();
}

/** The conda packages with the programs of `find_program('bison')`. */
export function mesonPrograms(source: SourceFolder, project: string): string[] {
  const calls = mesonTexts(source, project).flatMap((text) => [
    ...text.matchAll(/\bfind_program\s*\(\s*'([\w.+-]{1,40})'([^()]{0,300})/g),
  ]);
  const needed = calls.filter(([, , rest = '']) => !/\brequired\s*:\s*false\b/.test(rest));
  return [...new Set(needed.flatMap(([, name = '']) => packagesOfProgram(name) ?? []))];
}

/** `rest`: the arguments after the name. */
function dependencyCalls(source: SourceFolder, project: string): { name: string; rest: string }[] {
  const calls = mesonTexts(source, project).flatMap((text) => [
    ...text.matchAll(/\bdependency\s*\(\s*'([\w.+-]{1,60})'([^()]{0,500})/g),
  ]);
  return calls.map(([, name = '', rest = '']) => ({ name, rest }));
}

/** The build files without comments. */
function mesonTexts(source: SourceFolder, project: string): string[] {
  const start = project === '' ? '' : `${project}/`;
  const files = source.files.filter(
    (name) =>
      posix.basename(name) === 'meson.build' && name.startsWith(start) && !/(^|\/)subprojects\//.test(name),
  );
  return files.slice(0, MAX_FILES).map((name) => withoutComments(source.read(name) ?? ''));
}

function withoutComments(text: string): string {
  return text.replace(/'[^'\n]*'|#[^\n]*/g, (part) => (part.startsWith('#') ? '' : part));
}
