import { hasAddress } from './downloads';
import { librariesIn } from './found-libraries';
import { readFindLibrary, readLinked, readPkgConfig } from './found-links';
import { programsIn } from './found-programs';
import { add, type Found } from './project-facts';
import type { Guard } from './reasons';
import type { Scope } from './scope';
import { soughtName } from './unset-variables';

/** The place of a command. */
export interface Place {
  scope: Scope;
  guard: Guard;
  /** Whether the folder belongs to another project, or to tests. */
  isElsewhere: boolean;
  /** `CMakeLists.txt:12` */
  at: string;
  /** For a command that sets a variable: the cache variable that the value is from. */
  option?: string | undefined;
}

type Handler = (found: Found, words: string[], place: Place) => void;

/** Commands that tell what a project compiles and links. */
export const FOUND_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['project', readProject],
  ['enable_language', (found, words, place) => words.forEach((name) => addLanguage(found, name, place))],
  [
    'check_language',
    (found, [name = ''], { guard, isElsewhere }) =>
      add(found.languages, { name: name.toUpperCase(), guard, isElsewhere, isOnlyChecked: true }),
  ],
  ['find_package', readFindPackage],
  ['fetchcontent_declare', readDeclaration],
  ['externalproject_add', (found, words, place) => addDownload(found, words, place, true)],
  ['cpmaddpackage', (found, words, place) => addDownload(found, ofCpm(words), place, true)],
  ...['fetchcontent_makeavailable', 'fetchcontent_populate'].map((name): [string, Handler] => [
    name,
    (found, words, { guard }) => words.forEach((one) => add(found.made, { name: one, guard })),
  ]),
  ['pkg_check_modules', readPkgConfig],
  ['pkg_search_module', readPkgConfig],
  ['find_library', readFindLibrary],
  ['target_link_libraries', readLinked],
  ['add_library', (found, [name = '']) => found.targets.add(name)],
  [
    'cuda_add_cublas_to_target',
    (found, _words, { guard, at }) => add(found.cudaLibraries, { name: 'CUDA::cublas', guard, at }),
  ],
  [
    'cuda_add_cufft_to_target',
    (found, _words, { guard, at }) => add(found.cudaLibraries, { name: 'CUDA::cufft', guard, at }),
  ],
]);

function readProject(found: Found, words: string[], place: Place): void {
  const { scope, guard } = place;
  const [name = ''] = words;
  if (guard.reached !== 'no') {
    scope.set('PROJECT_IS_TOP_LEVEL', { value: found.project ? 'OFF' : 'ON' });
    const folder = scope.get('CMAKE_CURRENT_SOURCE_DIR');
    if (folder) for (const one of ['PROJECT', name]) scope.set(`${one}_SOURCE_DIR`, folder);
    scope.set('PROJECT_NAME', { value: name });
    if (!found.project) scope.cache.set('CMAKE_PROJECT_NAME', { value: name });
  }
  found.project ??= words;
  for (const language of languagesOfProject(words)) addLanguage(found, language, place);
}

const LANGUAGES = [
  'C',
  'CXX',
  'CUDA',
  'FORTRAN',
  'NONE',
  'HIP',
  'ASM',
  'OBJC',
  'OBJCXX',
  'ISPC',
  'SWIFT',
  'CSHARP',
];

/** Default: C and C++. */
function languagesOfProject([, ...rest]: string[]): string[] {
  const at = rest.indexOf('LANGUAGES');
  if (at >= 0) return rest.slice(at + 1);
  const isShort = rest.length > 0 && rest.every((word) => LANGUAGES.includes(word.toUpperCase()));
  return isShort ? rest : ['C', 'CXX'];
}

function addLanguage(found: Found, name: string, { guard, isElsewhere }: Place): void {
  const upper = name.toUpperCase();
  if (LANGUAGES.includes(upper))
    add(found.languages, { name: upper, guard, isElsewhere, isOnlyChecked: false });
}

function readFindPackage(found: Found, words: string[], { scope, guard, isElsewhere }: Place): void {
  const [name = '', ...rest] = words;
  if (!/^[\w.+-]{1,100}$/.test(name)) return;
  scope.cache.set(soughtName(name), { value: '' });
  const isRequired = rest.includes('REQUIRED');
  const at = rest.findIndex((word) => word === 'COMPONENTS' || word === 'REQUIRED');
  const components =
    at < 0 ? [] : rest.slice(at + 1).filter((word) => /^[A-Za-z]\w*$/.test(word) && !/^[A-Z_]+$/.test(word));
  const isQuiet = rest.includes('QUIET') || rest.includes('OPTIONAL_COMPONENTS');
  add(found.packages, { name, guard, isRequired, isQuiet, isElsewhere, components });
  if (isRequired && guard.reached === 'yes') {
    for (const one of [name, name.toUpperCase()]) scope.cache.set(`${one}_FOUND`, { value: 'TRUE' });
  }
}

/** `FetchContent_Declare(name URL ... FIND_PACKAGE_ARGS ...)` first looks for a package. */
function readDeclaration(found: Found, words: string[], place: Place): void {
  const at = words.indexOf('FIND_PACKAGE_ARGS');
  if (at < 0) return addDownload(found, words, place, false);
  const [name = ''] = words;
  const [option, ...names] = words.slice(at + 1);
  const isNamed = option === 'NAMES' && names[0] !== undefined;
  readFindPackage(
    found,
    [isNamed ? (names[0] ?? name) : name, ...words.slice(at + (isNamed ? 3 : 1))],
    place,
  );
}

function addDownload(
  found: Found,
  words: string[],
  { guard, at, isElsewhere }: Place,
  isUsed: boolean,
): void {
  const [name = ''] = words;
  if (hasAddress(words) && !isElsewhere) add(found.declared, { name, guard, at, isUsed });
}

/** `CPMAddPackage(NAME json GITHUB_REPOSITORY ...)`, `CPMAddPackage("gh:nlohmann/json@3.10.5")` */
function ofCpm(words: string[]): string[] {
  const [first = ''] = words;
  const [, short] = /^(?:\w+:)(?:[^/@#\s]+\/)?([^/@#\s]+)/.exec(first) ?? [];
  if (short !== undefined) return [short, 'URL'];
  return [words[words.indexOf('NAME') + 1] ?? first, ...words];
}

const NOT_COMPILED = [
  'install',
  'message',
  'configure_file',
  'file',
  'set_source_files_properties',
  'source_group',
];
/** CUDA's libraries and sources among the arguments of any command. */
export function readWords(
  found: Found,
  command: string,
  words: readonly string[],
  { guard, at, option }: Place,
): void {
  for (const one of librariesIn(command, words)) add(found.cudaLibraries, { ...one, guard, at });
  for (const word of words) {
    if (word.endsWith('.cu') && isCompiled(command, words)) add(found.cudaSources, { name: word, guard });
  }
  for (const name of programsIn(command, words)) add(found.programs, { name, guard });
  if (setsArchitectures(command, words))
    add(found.architectures, { name: at, guard, ...(option !== undefined && { option }) });
}

function isCompiled(command: string, words: readonly string[]): boolean {
  return !NOT_COMPILED.includes(command) || (command === 'file' && (words[0] ?? '').startsWith('GLOB'));
}

function setsArchitectures(command: string, words: readonly string[]): boolean {
  if (command === 'set') return words[0] === 'CMAKE_CUDA_ARCHITECTURES';
  return /^set_(target_)?propert(y|ies)$/.test(command) && words.includes('CUDA_ARCHITECTURES');
}
