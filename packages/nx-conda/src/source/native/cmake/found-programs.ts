import { posix } from 'node:path';
import { packagesOfProgram } from '../../../knowledge/build-programs';

/** Modules of CMake that find programs, and do nothing else. */
const MODULES: Readonly<Record<string, string>> = {
  swig: 'swig',
  bison: 'bison',
  flex: 'flex',
  perl: 'perl',
};
/** Their results do not change what a build makes, or CMake itself brings them. */
const NEEDLESS = /^(cmake|doxygen|make|ninja|openjdk|nodejs|patchelf|meson|yarn|pnpm|maven|mpich)$/;
const STARTS = /^(add_custom_(command|target)|execute_process|externalproject_add\w*)$/;
const BEFORE = /^(\w+_)?COMMAND$/;

/** The conda packages with programs that a command of CMake looks for or starts. */
export function programsIn(command: string, words: readonly string[]): string[] {
  if (command === 'find_package') return moduleIn(words);
  const names =
    command === 'find_program'
      ? words.slice(1).filter((word) => !/^[A-Z_]+$/.test(word))
      : STARTS.test(command)
        ? words.filter((_, index) => BEFORE.test(words[index - 1] ?? ''))
        : [];
  const packages = names.flatMap((name) => packagesOfProgram(posix.basename(name)) ?? []);
  const isMade = command.startsWith('externalproject') && packages.includes('make');
  return [...new Set(packages)].filter((name) => isMade || !NEEDLESS.test(name));
}

function moduleIn([name = '']: readonly string[]): string[] {
  const lower = name.toLowerCase();
  const found = Object.hasOwn(MODULES, lower) ? MODULES[lower] : undefined;
  return found === undefined ? [] : [found];
}
