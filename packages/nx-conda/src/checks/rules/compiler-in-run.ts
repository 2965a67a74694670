import { isCompiler, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const COMPILER_PACKAGE = /^(gcc|gxx|clang|clangxx|gfortran|cuda-nvcc|rust|go)_(linux|osx|win)-/;

const MOVE = 'Move the compiler to requirements.build.';
const HELP = {
  host: [MOVE],
  run: [
    MOVE,
    'If the package compiles code at run time, add the comment `# nx-conda-ignore compiler-in-run: <reason>` to this line.',
  ],
};

/** Users of the package would get the compiler and its activation scripts. */
export const compilerInRun: Rule = {
  id: 'compiler-in-run',
  severity: 'warning',
  summary: 'A compiler is in requirements.host or run',
  *check(subject) {
    for (const item of subject.items) {
      if (item.section !== 'run' && item.section !== 'host') continue;
      if (!isCompiler(item) && !namesOf(item).some((name) => COMPILER_PACKAGE.test(name))) continue;
      if (item.section === 'host' && !isCompiler(item)) continue;
      const severity = item.section === 'host' ? 'info' : 'warning';
      yield {
        at: placeOf(subject, item.node),
        severity,
        message: `\`${item.text}\` is in requirements.${item.section}, but compilers belong in requirements.build.`,
        why:
          item.section === 'run'
            ? 'Users of the package also get the compiler, and its activation script sets environment variables, for example CC.'
            : 'In a cross build, a compiler in host is built for the target platform and does not run on the build machine.',
        help: HELP[item.section],
      };
    }
  },
};
