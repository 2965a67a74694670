import type { CmakeFacts } from '../source-facts';
import type { SourceFolder } from '../source-folder';

export interface CmakeProject extends CmakeFacts {
  name: string | undefined;
  version: string | undefined;
}

const NAMES: Readonly<Record<string, string | undefined>> = {
  C: 'c',
  CXX: 'cxx',
  CUDA: 'cuda',
  FORTRAN: 'fortran',
};
const MAX_FILES = 50;
const MAX_SIZE = 300_000;
const NOT_BUILT =
  /(^|\/)(third_?party|3rdparty|external|extern|vendor|tests?|examples?|docs?|benchmarks?)\//i;

/** Facts in the CMake files of a source; undefined without a CMakeLists.txt at the top. */
export function readCmake(source: SourceFolder): CmakeProject | undefined {
  const top = source.read('CMakeLists.txt', MAX_SIZE);
  if (top === undefined) return undefined;
  const others = source.files
    .filter((name) => /(^|\/)(CMakeLists\.txt|[^/]*\.cmake)$/.test(name) && !NOT_BUILT.test(name))
    .slice(0, MAX_FILES);
  const texts = others.map((name) => withoutComments(source.read(name, MAX_SIZE) ?? ''));
  const project = argumentsOf('project', withoutComments(top))[0] ?? [];
  const version = project[project.indexOf('VERSION') + 1];
  return {
    name: named(project[0]),
    version: project.includes('VERSION') ? named(version) : undefined,
    languages: [...new Set(texts.flatMap(languagesIn))].sort(),
    finds: [...new Set(texts.flatMap(findsIn))],
  };
}

function withoutComments(text: string): string {
  // Do not search for block ends after the last one: that would be slow with many blocks.
  const end = text.lastIndexOf(']]') < 0 ? 0 : text.lastIndexOf(']]') + 2;
  const blocks = text.slice(0, end).replace(/#\[\[[\s\S]*?\]\]/g, '');
  return (blocks + text.slice(end)).replace(/#[^\n]*/g, '');
}

/** Arguments of all calls of a command. */
function argumentsOf(command: string, text: string): string[][] {
  const calls = text.matchAll(new RegExp(`(?:^|[\\s)])${command}\\s*\\(([^()]*)\\)`, 'gi'));
  return [...calls].map(([, inner = '']) => (inner.match(/"[^"]*"|[^\s"]+/g) ?? []).map(unquote));
}

function unquote(text: string): string {
  return text.replace(/^"|"$/g, '');
}

/** The text if it has no variables. */
function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.+-]+$/.test(text) ? text : undefined;
}

function languagesIn(text: string): string[] {
  const projects = argumentsOf('project', text).flatMap(languagesOfProject);
  const enabled = argumentsOf('enable_language', text).flat();
  return [...projects, ...enabled]
    .map((name) => NAMES[name.toUpperCase()])
    .filter((name) => name !== undefined);
}

/** Default: C and C++. */
function languagesOfProject([, ...rest]: string[]): string[] {
  const at = rest.indexOf('LANGUAGES');
  if (at >= 0) return rest.slice(at + 1);
  const isShort = rest.length > 0 && rest.every((word) => NAMES[word] !== undefined || word === 'NONE');
  return isShort ? rest : ['C', 'CXX'];
}

function findsIn(text: string): string[] {
  return argumentsOf('find_package', text).flatMap(([name]) => named(name) ?? []);
}
