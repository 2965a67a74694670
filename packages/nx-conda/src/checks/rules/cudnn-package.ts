import { namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** conda-forge split cuDNN in two; `cudnn` is both, and exports itself. */
export const cudnnPackage: Rule = {
  id: 'cudnn-package',
  severity: 'info',
  summary: 'cudnn is in requirements.host instead of libcudnn-dev',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'host')) {
      if (!namesOf(item).includes('cudnn')) continue;
      if (namesFor(subject, item.level, 'host').has('libcudnn-dev')) continue;
      yield {
        at: placeOf(subject, item.node),
        message:
          'The run export of cudnn is cudnn itself, which also contains headers: users of your package must install the headers, too.',
        why: 'The link check of conda-forge expects libcudnn in run, not cudnn (conda-forge-pinning, issue 7999).',
        help: ['For cuDNN 9 and later, replace cudnn with libcudnn-dev, whose run export is libcudnn.'],
      };
    }
  },
};
