import { isShared } from '../../recipe/parts/outputs';
import { isCompiler, itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
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
      if ((item.section !== 'run' && item.section !== 'host') || !isMeant(item)) continue;
      const severity = item.section === 'host' || isDeliberate(subject, item) ? 'info' : 'warning';
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

/** In host, only the function: a package of a compiler may be for linking. */
function isMeant(item: RequirementItem): boolean {
  if (isCompiler(item)) return true;
  return item.section === 'run' && namesOf(item).some((name) => COMPILER_PACKAGE.test(name));
}

/** Programs that compile, or that run a build which does. */
const COMPILES =
  /\b(cmake|ninja|n?make|meson|cargo|configure|pip|setup\.py|gcc|g\+\+|clang\+?\+?|nvcc|cl\.exe|go build)\b|\$\{?(CC|CXX|FC)\b/;

/** Whether the build has a compiler of its own, or compiles nothing: users are then meant to get this one. */
function isDeliberate(subject: Subject, { level, text }: RequirementItem): boolean {
  const build = itemsFor(subject, level, 'build');
  if (level.noarch !== undefined || build.some((item) => isCompiler(item) || item.text === text)) return true;
  const scripts = subject.scripts.filter((script) => isShared(script.level, level));
  return scripts.length > 0 && !scripts.some(({ commands }) => COMPILES.test(commands));
}
