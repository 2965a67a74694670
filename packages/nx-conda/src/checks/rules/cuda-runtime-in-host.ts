import { devPackageOf } from '../../knowledge/cuda-packages';
import { buildsWithCuda } from '../cuda-builds';
import { replaceItem } from '../../recipe/edit/requirement-edits';
import { namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** The -dev package has the headers, the symlink for the linker and the run exports. */
export const cudaRuntimeInHost: Rule = {
  id: 'cuda-runtime-in-host',
  severity: 'warning',
  summary: 'A CUDA library is in requirements.host without its -dev package',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'host')) {
      const runtime = namesOf(item).find((name) => ![undefined, name].includes(devPackageOf(name)));
      const dev = runtime && devPackageOf(runtime);
      if (!runtime || !dev || namesFor(subject, item.level, 'host').has(dev)) continue;
      if (!buildsWithCuda(subject, item.level)) continue;
      const edits = replaceItem(subject, item, item.text.replace(runtime, dev));
      yield {
        at: placeOf(subject, item.node),
        message: `${runtime} is in requirements.host without ${dev}.`,
        why: `${runtime} has no headers, no symlink for the linker and no run export.`,
        help: [
          `Replace ${runtime} with ${dev}.`,
          `If the package needs ${runtime} only at run time, move it to requirements.run.`,
        ],
        ...(edits.length > 0 && { fix: { description: `Replace ${runtime} with ${dev} in host`, edits } }),
      };
    }
  },
};
