import { posix } from 'node:path';
import type { SourceFolder } from '../../source-folder';

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['.c', 'c'],
  ['.m', 'c'],
  ['.pyx', 'cython'],
  ['.cpp', 'cxx'],
  ['.cc', 'cxx'],
  ['.cxx', 'cxx'],
  ['.c++', 'cxx'],
  ['.mm', 'cxx'],
  ['.cu', 'cuda'],
  ['.f', 'fortran'],
  ['.f77', 'fortran'],
  ['.for', 'fortran'],
  ['.f90', 'fortran'],
  ['.f95', 'fortran'],
  ['.f03', 'fortran'],
  ['.f08', 'fortran'],
  ['.pyf', 'fortran'],
  ['.rs', 'rust'],
  ['.go', 'go'],
]);
/** Their files are not compiled for the package. */
const NOT_BUILT =
  /(^|\/)(\.[^/]+|tests?|testing|examples?|samples?|demos?|docs?|bench(marks?)?|ci|docker|conda|site-packages|node_modules|build|dist|third_?party|3rdparty|external|extern|vendor(ed)?)\//i;
const MAX_SIZE = 300_000;
const MAX_CYTHON = 200;
/** cythonize's settings and Cython's own C++ library. */
const CYTHON_IN_CXX =
  /^#[ \t]*(?:distutils|cython):[ \t]*language[ \t]*=[ \t]*c\+\+|^[ \t]*from[ \t]+libcpp\b/m;

/** The languages of files that are named in the arguments of a call: `["src/a.cpp"]`, `language="c++"`. */
export function namedLanguages(source: SourceFolder, texts: readonly string[], folder: string): string[] {
  const found = texts.map((text) => (text === 'c++' ? 'cxx' : languageOf(text)));
  const cython = texts.filter((text) => text.endsWith('.pyx'));
  return [
    ...withoutCython(found),
    ...(cython.length > 0 ? cythonLanguages(source, filesNamed(source, cython, folder)) : []),
  ];
}

/** `pkg/*.pyx` names all Cython files of the folder. */
function filesNamed(source: SourceFolder, texts: readonly string[], folder: string): readonly string[] {
  const named = texts.map((text) => posix.join(folder, text)).filter((name) => source.has(name));
  return named.length === texts.length ? named : cythonFiles(source, folder);
}

/** The languages of the files in a folder that a build may compile. */
export function folderLanguages(source: SourceFolder, folder: string): string[] {
  const names = source.files.filter((name) => isIn(name, folder) && !NOT_BUILT.test(name));
  const cython = cythonFiles(source, folder);
  return [
    ...withoutCython(names.map(languageOf)),
    ...(cython.length > 0 ? cythonLanguages(source, cython) : []),
  ];
}

/** Whether a folder has sources to compile, besides those for GPUs, which may be compiled when the package runs. */
export function hasNativeSources(source: SourceFolder, folder: string): boolean {
  return folderLanguages(source, folder).some((language) => language !== 'cuda');
}

function languageOf(name: string): string | undefined {
  return LANGUAGES.get(posix.extname(name).toLowerCase());
}

function withoutCython(languages: readonly (string | undefined)[]): string[] {
  return [...new Set(languages)].filter((one) => one !== undefined && one !== 'cython') as string[];
}

function cythonFiles(source: SourceFolder, folder: string): string[] {
  return source.files.filter((name) => name.endsWith('.pyx') && isIn(name, folder) && !NOT_BUILT.test(name));
}

function cythonLanguages(source: SourceFolder, files: readonly string[]): string[] {
  const texts = files.slice(0, MAX_CYTHON).map((name) => source.read(name, MAX_SIZE) ?? '');
  const inCxx = texts.filter((text) => CYTHON_IN_CXX.test(text)).length;
  return [...(inCxx > 0 ? ['cxx'] : []), ...(inCxx < texts.length || texts.length === 0 ? ['c'] : [])];
}

function isIn(name: string, folder: string): boolean {
  return folder === '.' || folder === '' || name.startsWith(`${folder}/`);
}
