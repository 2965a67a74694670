import { namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const METAPACKAGES =
  /^(cuda|cuda-toolkit|cuda-libraries(-dev|-static)?|cuda-runtime|cuda-compiler|cuda-command-line-tools|cuda-visual-tools|cuda-tools)$/;

/** From conda-forge's guide to recipes with CUDA: metapackages are for users, not for recipes. */
export const cudaMetapackage: Rule = {
  id: 'cuda-metapackage',
  severity: 'warning',
  summary: 'The recipe requires a metapackage of CUDA',
  *check(subject) {
    for (const item of subject.items) {
      const name = namesOf(item).find((candidate) => METAPACKAGES.test(candidate));
      if (name === undefined || !['build', 'host', 'run'].includes(item.section)) continue;
      yield {
        at: placeOf(subject, item.node),
        message: `${name} is a metapackage: it installs gigabytes of CUDA packages, and your package needs few of them.`,
        why: `${item.section === 'run' ? 'Users' : `If ${name} has run exports, users`} of your package must install libraries that your package never loads. The recipe also does not show which CUDA libraries the build uses.`,
        help: [
          "Require only what the build uses: compiler('cuda') in build, and the -dev package of each library in host.",
          'Pin the release of CUDA with cuda-version in host.',
        ],
      };
    }
  },
};
