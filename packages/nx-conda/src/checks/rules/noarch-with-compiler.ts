import type { Rule } from '../rule';
import { isCompiler } from '../../recipe/parts/requirement-items';
import { placeOf } from '../../recipe/yaml/place';

const PLATFORM = /\b(win|osx|linux|unix|aarch64|arm64|x86_64|ppc64le|target_platform|linux64|win64)\b/;

/** A noarch package is built once, and installed on every platform. */
export const noarchWithCompiler: Rule = {
  id: 'noarch-with-compiler',
  severity: 'warning',
  summary: 'A noarch package is compiled, or its requirements depend on the platform',
  *check(subject) {
    for (const item of subject.items) {
      const { level, section, text, conditions, requirements } = item;
      if (level.noarch === undefined || level.kind === 'staging') continue;
      const noarch = `\`noarch: ${level.noarch}\``;
      if (section === 'build' && isCompiler(item)) {
        yield {
          at: placeOf(subject, item.node),
          message: `The package is ${noarch}, but \`${text}\` is in requirements.build.`,
          why: 'Compiled code runs only on one platform, but a noarch package can be installed on every platform.',
          help: ['Remove `noarch:`. If the build compiles nothing, remove the compiler instead.'],
        };
      }
      const isVirtual = requirements.every(({ name }) => name.startsWith('__'));
      if (section === 'run' && !isVirtual && conditions.some((condition) => PLATFORM.test(condition))) {
        yield {
          at: placeOf(subject, item.node),
          severity: 'info',
          message: `The package is ${noarch}, but \`${text}\` is required only on some platforms.`,
          why: 'The condition is evaluated only once, on the build machine, and the result is used on all platforms.',
          help: [
            'Remove the condition, or remove `noarch:` to build one package for each platform.',
            'Or build one noarch package for Windows and one for Unix, with `__win` and `__unix` in their run requirements.',
          ],
        };
      }
    }
  },
};
