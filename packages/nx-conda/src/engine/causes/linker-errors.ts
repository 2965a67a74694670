import { lineFinder } from './reported-error';

const PATTERNS = [
  /undefined reference to /,
  /multiple definition of /,
  /\bcannot find -l/,
  /\bcannot find \S+: No such file or directory/,
  /recompile with -fPIC/,
  /DSO missing from command line/,
  /file (?:format )?not recognized/,
  /\bld(?:\.\w+)?: error: /,
  /^ld: (?:library|framework|symbol\(s\)|warning: .*not) ?not found/,
  /duplicate symbol /,
  /^\s*"_\w+.*", referenced from:/,
  /error LNK\d+:/,
];

/** Linkers of GNU, LLVM, macOS and MSVC. */
export const linkerErrors = lineFinder('linker', (line) =>
  PATTERNS.some((pattern) => pattern.test(line)) && !isOfCompiler(line) ? line : undefined,
);

/** `a.c:3:1: error: ...` */
function isOfCompiler(line: string): boolean {
  return /:\d+:\d+: (?:fatal )?error: /.test(line);
}
