import type { Rule } from '../rule';
import { isCompiler } from '../../recipe/read/requirement-items';
import { placeOf } from '../../recipe/yaml/place';

const PLATFORM = /\b(win|osx|linux|unix|aarch64|arm64|x86_64|ppc64le|target_platform|linux64|win64)\b/;

/** A noarch package is built once, and installed on every platform. */
export const noarchWithCompiler: Rule = {
  id: 'noarch-with-compiler',
  severity: 'warning',
  summary: 'A noarch package is compiled, or requires other things on other platforms',
  *check(subject) {
    for (const item of subject.items) {
      const { level, section, text, conditions, requirements } = item;
      if (level.noarch === undefined || level.kind === 'staging') continue;
      const noarch = `noarch: ${level.noarch}`;
      if (section === 'build' && isCompiler(item)) {
        yield {
          at: placeOf(subject, item.node),
          message: `The package is ${noarch}, and \`${text}\` is in requirements.build.`,
          why: 'What is compiled runs on the platform of the build machine, and is installed on every other one too.',
          help: ['Remove `noarch:`, or the compiler if nothing is compiled.'],
        };
      }
      const isVirtual = requirements.every(({ name }) => name.startsWith('__'));
      if (section === 'run' && !isVirtual && conditions.some((condition) => PLATFORM.test(condition))) {
        yield {
          at: placeOf(subject, item.node),
          severity: 'info',
          message: `The package is ${noarch}, and \`${text}\` is required on some platforms only.`,
          why: 'The condition is decided on the build machine, once for all platforms.',
          help: [
            'Require it on all, or build one package for each platform: remove `noarch:`.',
            'Or build a noarch package for each, told apart by `__win` and `__unix` in run.',
          ],
        };
      }
    }
  },
};
