import { ownLevels } from '../cuda-builds';
import { isCompiler, itemsFor } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** The sysroot decides which glibc, or which macOS, a package needs. */
export const missingStdlib: Rule = {
  id: 'missing-stdlib',
  severity: 'info',
  summary: "A compiler is used without stdlib('c') beside it",
  *check(subject) {
    // Without the key, stdlib('c') cannot be rendered.
    if (!Object.keys(subject.variants.values).some((key) => /^c_stdlib/.test(key))) return;
    for (const level of ownLevels(subject)) {
      const build = itemsFor(subject, level, 'build');
      const compiler = build.find((item) =>
        ['c', 'cxx', 'fortran', 'cuda'].some((language) => isCompiler(item, language)),
      );
      const hasStdlib = build.some(({ text }) => /\bstdlib\(/.test(text) || /^sysroot_/.test(text));
      if (!compiler || compiler.level !== level || hasStdlib) continue;
      yield {
        at: placeOf(subject, compiler.node),
        message: `\`${compiler.text}\` is used without \`\${{ stdlib('c') }}\`.`,
        why: 'The solver chooses the newest sysroot in the channel, and the package then does not run on older systems.',
        help: ["Add `${{ stdlib('c') }}` to requirements.build, beside the compiler."],
      };
    }
  },
};
