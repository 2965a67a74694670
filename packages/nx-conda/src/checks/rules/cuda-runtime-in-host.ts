import { devPackageOf } from '../../knowledge/cuda-packages';
import { buildsWithCuda } from '../cuda-builds';
import { replaceItem } from '../../recipe/edit/requirement-edits';
import { namesFor, namesOf } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Headers and the link for the linker are in the -dev package, and so are the run exports. */
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
        why: `${runtime} has neither headers nor the link that -l looks for, and exports nothing to run.`,
        help: [
          `Write ${dev} in its place.`,
          `If it is only needed to run something, keep ${runtime} in run alone.`,
        ],
        ...(edits.length > 0 && { fix: { description: `Replace ${runtime} by ${dev} in host`, edits } }),
      };
    }
  },
};
