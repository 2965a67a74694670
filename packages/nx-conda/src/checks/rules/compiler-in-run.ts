import { isCompiler, namesOf } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const COMPILER_PACKAGE = /^(gcc|gxx|clang|clangxx|gfortran|cuda-nvcc|rust|go)_(linux|osx|win)-/;

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
        message: `\`${item.text}\` is in requirements.${item.section}: a compiler runs on the build machine.`,
        why:
          item.section === 'run'
            ? 'Users of the package get the compiler, and CC and CXX set to it.'
            : 'In a cross build, it is a compiler for the wrong machine.',
        help: [
          'Move it to requirements.build; if the package compiles when it runs, ignore this with a reason.',
        ],
      };
    }
  },
};
