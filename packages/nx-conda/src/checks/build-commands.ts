/** A folder that a command names. */
export interface NamedFolder {
  command: 'cmake' | 'pip' | 'make';
  /** As written. */
  written: string;
  /** A file that the command needs in it. */
  needs?: string;
  /** True for a folder that the command makes. */
  made?: true;
}

/** The folders of the source that a command reads, and those that it makes. */
export function foldersNamed(words: readonly string[]): NamedFolder[] {
  const [command = '', ...others] = words;
  if (command === 'cmake') return cmakeFolders(others);
  if (command === 'make' || command === 'gmake' || command === 'ninja') return makeFolders(others);
  const pip = pipArguments(words);
  return pip ? pipFolders(pip) : [];
}

/** Modes of CMake that configure nothing. */
const OTHER_MODES = /^(--build|--install|--open|--find-package|--workflow|--help.*|--version|-E|-P|-L.*|-N)$/;
const WITH_VALUE = /^(-G|-D|-C|-T|-A|-U|--toolchain|--install-prefix|--preset|-B|-S|-H)$/;

function cmakeFolders(words: readonly string[]): NamedFolder[] {
  const [mode = '', folder] = words;
  if (mode === '--build' || mode === '--install')
    return folder === undefined ? [] : [{ command: 'cmake', written: folder }];
  if (words.some((word) => OTHER_MODES.test(word) || word.startsWith('--preset'))) return [];
  const build = valueOf(words, '-B');
  const source = sourceOf(words) ?? (build === undefined ? undefined : '.');
  const read: NamedFolder[] =
    source === undefined ? [] : [{ command: 'cmake', written: source, needs: 'CMakeLists.txt' }];
  return build === undefined ? read : [...read, { command: 'cmake', written: build, made: true }];
}

function sourceOf(words: readonly string[]): string | undefined {
  const rest = words.filter(
    (word, index) => !/^[-$%]/.test(word) && !WITH_VALUE.test(words[index - 1] ?? ''),
  );
  return valueOf(words, '-S') ?? valueOf(words, '-H') ?? rest.at(-1);
}

/** `-S native` or `-Snative`. */
function valueOf(words: readonly string[], option: string): string | undefined {
  const index = words.findIndex((word) => word.startsWith(option));
  return words[index] === option ? words[index + 1] : words[index]?.slice(option.length);
}

function makeFolders(words: readonly string[]): NamedFolder[] {
  const index = words.findIndex((word) => word.startsWith('-C') || word.startsWith('--directory='));
  const word = words[index] ?? '';
  const written = word === '-C' ? words[index + 1] : word.replace(/^(-C|--directory=)/, '');
  return index < 0 || written === undefined ? [] : [{ command: 'make', written }];
}

/** The words after `pip install`; undefined for another command. */
function pipArguments(words: readonly string[]): string[] | undefined {
  const isPython = /python|^%PYTHON%$/i.test(words[0] ?? '') && words[1] === '-m';
  const [command, mode, ...others] = isPython ? words.slice(2) : words;
  return /^pip3?$/.test(command ?? '') && /^(install|wheel)$/.test(mode ?? '') ? others : undefined;
}

/** Folders that are certainly no names of packages. */
function pipFolders(words: readonly string[]): NamedFolder[] {
  const isFolder = (word: string) => /^(\.|\$\{?SRC_DIR\}?|%SRC_DIR%)[\\/]?./.test(word);
  return words
    .filter((word, index) => isFolder(word) && !/^-(?!e$|v+$)/.test(words[index - 1] ?? ''))
    .map((word) => word.replace(/\[[\w,-]*\]$/, ''))
    .filter((word) => !/\.(whl|zip|gz|bz2|xz|txt)$/.test(word))
    .map((written) => ({ command: 'pip', written }));
}

/** Commands that make no folder of a source. */
const HARMLESS =
  /^(export|set|unset|setlocal|echo|printf|true|test|\[|\[\[|pwd|ls|dir|which|date|env|rm|del|chmod|cat|sed|grep|head|tail|:|shopt|ulimit|exit|declare|cmake|mkdir|if|else|rem)$/i;

/** Whether a command may make folders, or files for CMake, in an unknown way. @param current where it runs */
export function mayMakeFolders(words: readonly string[], text: string, current: string | undefined): boolean {
  const command = words[0] ?? '';
  if (pipArguments(words)) return false;
  if (!HARMLESS.test(command) || /\$\([^(]|`/.test(text)) return true;
  if (/\||>(?!\s*\/dev\/|&|\s*nul)/.test(text.replace(/\|\||[0-9]>&[0-9]/g, ''))) return true;
  return command === 'cmake' && makesUnknown(words, current);
}

/** A build may make anything; without a folder for the build, CMake writes to the folder in which it runs. */
function makesUnknown(words: readonly string[], current: string | undefined): boolean {
  const isConfiguring = !words.some((word) => OTHER_MODES.test(word));
  return (
    !isConfiguring ||
    (!words.some((word) => word.startsWith('-B')) && (current === '' || current === undefined))
  );
}

const TOP = /^(\$\{?SRC_DIR\}?|%SRC_DIR%)(?=$|[\\/])/;

/** Undefined if a shell would read more in it. */
export function plainFolder(written: string): { path: string; isFromTop: boolean } | undefined {
  const isFromTop = TOP.test(written);
  const path = written.replace(TOP, '.').replaceAll('\\', '/');
  return /^[\w./+-]+$/.test(path) && !path.startsWith('/') && !path.startsWith('-')
    ? { path, isFromTop }
    : undefined;
}
