import { posix } from 'node:path';
import type { SourceFolder } from '../source-folder';

/** Folders beside a package that are not part of it, or contain packages. */
export const OTHER =
  /^(src|lib|python|tests?|testing|docs?|examples?|samples?|benchmarks?|tools?|scripts?|build|dist|conf|config|ci|_.*|\..*|.*\.egg-info)$/;
/** In a namespace, `acme.tools` is a package like others. */
const NO_PART = /^(tests?|testing|docs?|examples?|samples?|benchmarks?|_.*)$/;
/** A name that Python can import. */
export const MODULE = /^[A-Za-z_]\w*$/;
const MAX_DEPTH = 4;

export function isPackage(source: SourceFolder, folder: string): boolean {
  return (
    (source.has(`${folder}/__init__.py`) && !isNamespace(source, folder)) ||
    source.has(`${folder}/__init__.pyi`)
  );
}

/** The older syntax for a package shared by several distributions. */
export function isNamespace(source: SourceFolder, folder: string): boolean {
  return /\b(declare_namespace|extend_path)\b/.test(source.read(`${folder}/__init__.py`) ?? '');
}

/** The packages below a folder that may be a namespace. */
export function namespaced(source: SourceFolder, folder: string, name: string): string[] {
  if (isPackage(source, folder)) return [name];
  if (name.split('.').length >= MAX_DEPTH) return [];
  return source
    .entries(folder)
    .filter((entry) => MODULE.test(entry) && !NO_PART.test(entry))
    .flatMap((entry) => namespaced(source, posix.join(folder, entry), `${name}.${entry}`));
}

/** The modules directly in a namespace. */
export function modulesOfNamespace(source: SourceFolder, folder: string, name: string): string[] {
  const modules = source.entries(folder).map((entry) => /^(\w+)\.py$/.exec(entry)?.[1] ?? '');
  return modules.filter((one) => MODULE.test(one) && !NO_PART.test(one)).map((one) => `${name}.${one}`);
}
