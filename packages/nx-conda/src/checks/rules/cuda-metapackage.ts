import { namesOf } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

const METAPACKAGES =
  /^(cuda|cuda-toolkit|cuda-libraries(-dev|-static)?|cuda-runtime|cuda-compiler|cuda-command-line-tools|cuda-visual-tools|cuda-tools)$/;

/** From conda-forge's guide to recipes with CUDA: metapackages are for users, not for recipes. */
export const cudaMetapackage: Rule = {
  id: 'cuda-metapackage',
  severity: 'warning',
  summary: 'A metapackage of CUDA is required',
  *check(subject) {
    for (const item of subject.items) {
      const name = namesOf(item).find((candidate) => METAPACKAGES.test(candidate));
      if (name === undefined || !['build', 'host', 'run'].includes(item.section)) continue;
      yield {
        at: placeOf(subject, item.node),
        message: `${name} is a metapackage: it brings gigabytes of CUDA that the build does not use.`,
        why: 'Its run exports, if any, tie the package to libraries that it never loads, and it hides which ones it loads.',
        help: [
          "Require only the used parts: compiler('cuda') in build, and for each library its -dev package in host.",
          'Pin the release with cuda-version in host.',
        ],
      };
    }
  },
};
