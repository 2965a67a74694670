import { posix } from 'node:path';
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
  const text = source.read(posix.join(project, 'meson.build')) ?? '';
  const [, head = ''] = /\bproject\s*\(\s*'[^']*'\s*((?:,[\s[]*'\w+'[\s\]]*)*)/.exec(text) ?? [];
  return [...head.matchAll(/'(\w+)'/g)].flatMap(([, name = '']) => LANGUAGES.get(name) ?? []);
}

/** `dependency('geos', version: '>=3.9')`: the names, in all the project's files. */
export function mesonDependencies(source: SourceFolder, project: string): string[] {
  const start = project === '' ? '' : `${project}/`;
  const files = source.files.filter(
    (name) =>
      posix.basename(name) === 'meson.build' && name.startsWith(start) && !/(^|\/)subprojects\//.test(name),
  );
  const texts = files.slice(0, MAX_FILES).map((name) => source.read(name) ?? '');
  const calls = texts.flatMap((text) => [...text.matchAll(/\bdependency\s*\(\s*'([\w.+-]{1,60})'/g)]);
  return [...new Set(calls.map(([, name = '']) => name))];
}
