import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { Level } from '../../recipe/parts/outputs';
import { isCompiler, namesFor, type RequirementItem } from '../../recipe/parts/requirement-items';
import { withoutComments } from '../../recipe/parts/scripts';
import { child } from '../../recipe/yaml/nodes';
import type { SourceFile } from '../../source/source-files';
import type { Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

const PLATFORM = /\b(win|osx|linux|unix|aarch64|arm64|x86_64|ppc64le|target_platform|linux64|win64)\b/;

/** A noarch package is built once, and installed on every platform. */
export const noarchWithCompiler: Rule = {
  id: 'noarch-with-compiler',
  severity: 'warning',
  summary: 'A noarch package is compiled, or its requirements depend on the platform',
  *check(subject) {
    for (const item of subject.items) {
      if (item.level.noarch === undefined || item.level.kind === 'staging') continue;
      if (item.section === 'build' && isCompiler(item)) yield compilerProblem(subject, item);
      if (isForSomePlatforms(item)) yield platformProblem(subject, item);
    }
    for (const level of subject.levels.filter(
      ({ noarch, kind }) => noarch === 'python' && kind === 'recipe',
    )) {
      const compiled = compiledModule(subject);
      if (compiled !== undefined) yield sourceProblem(subject, level, compiled);
    }
  },
};

/** Programs that only install, or that compile for the build machine. */
const NEEDS_COMPILER = ['cmake', 'meson', 'nodejs', 'yarn', 'pnpm', 'npm', 'autoconf', 'automake', 'make'];

function compilerProblem(subject: Subject, { level, text, node }: RequirementItem): Problem {
  const tools = new Set([...namesFor(subject, level, 'build'), ...namesFor(subject, level, 'host')]);
  const isForTool = NEEDS_COMPILER.some((name) => tools.has(name)) && compiledModule(subject) === undefined;
  return {
    at: placeOf(subject, node),
    severity: isForTool ? 'info' : 'warning',
    message: `The package is \`noarch: ${level.noarch}\`, but \`${text}\` is in requirements.build.`,
    why: 'Compiled code runs only on one platform, but a noarch package can be installed on every platform.',
    help: ['Remove `noarch:`. If the build compiles nothing, remove the compiler instead.'],
  };
}

function isForSomePlatforms({ section, conditions, requirements }: RequirementItem): boolean {
  const isVirtual = requirements.every(({ name }) => name.startsWith('__'));
  return section === 'run' && !isVirtual && conditions.some((condition) => PLATFORM.test(condition));
}

function platformProblem(subject: Subject, { level, text, node }: RequirementItem): Problem {
  return {
    at: placeOf(subject, node),
    severity: 'info',
    message: `The package is \`noarch: ${level.noarch}\`, but \`${text}\` is required only on some platforms.`,
    why: 'The condition is evaluated only once, on the build machine, and the result is used on all platforms.',
    help: [
      'Remove the condition, or remove `noarch:` to build one package for each platform.',
      'Or build one noarch package for Windows and one for Unix, with `__win` and `__unix` in their run requirements.',
    ],
  };
}

/** Arguments of setup() that compile something. */
const COMPILED_MODULES = /\b(ext_modules|cffi_modules|rust_extensions|libraries)\s*=\s*(?!\[\s*\]|None\b|=)/;

/** The argument of setup() in the top folder of the source that compiles something. */
function compiledModule({ source }: Subject): Found | undefined {
  const file = source?.files.find(({ name }) => name === 'setup.py');
  const match = file && COMPILED_MODULES.exec(withoutComments(file.text));
  return match ? { file, name: match[1] ?? '' } : undefined;
}

interface Found {
  file: SourceFile;
  name: string;
}

function sourceProblem(subject: Subject, { node }: Level, { file, name }: Found): Problem {
  return {
    at: placeOf(subject, child(node, 'build', 'noarch') ?? node),
    message: `The package is \`noarch: python\`, but ${file.name} of the source has ${name}.`,
    why: `What ${name} lists is compiled only for the platform of the build machine, but a noarch package can be installed on every platform.`,
    help: [
      "Remove `noarch:`. In requirements.build, add the compilers that the source needs, for example `${{ compiler('c') }}`.",
    ],
  };
}
