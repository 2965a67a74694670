import { devPackageOf } from '../../knowledge/cuda-packages';
import { versionConstraint } from '../../knowledge/versions';
import { cudaCompilerItem } from '../cuda-builds';
import { cudaBound, isCudaVersion } from '../cuda-versions';
import { itemsFor, namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 1: a library listed in run may not have the version that was linked. */
export const cudaRuntimeInRun: Rule = {
  id: 'cuda-runtime-in-run',
  severity: 'info',
  summary: 'A CUDA library is listed in requirements.run, but its -dev package is not in host',
  *check(subject) {
    for (const item of subject.items.filter(({ section }) => section === 'run')) {
      const runtime = namesOf(item).find((name) => devPackageOf(name) !== undefined);
      const dev = devPackageOf(runtime ?? '') ?? '';
      if (
        !runtime ||
        !cudaCompilerItem(subject, item.level) ||
        namesFor(subject, item.level, 'host').has(dev)
      )
        continue;
      const isPinned = itemsFor(subject, item.level, 'run').some(
        (other) => isCudaVersion(other) && cudaBound(other) === 'minor',
      );
      if (isPinned || versionConstraint(item.text) !== '') continue;
      yield {
        at: placeOf(subject, item.node),
        message: `${runtime} is in requirements.run without a version, but ${dev} is not in requirements.host.`,
        why: 'The entry in run is enough if the package loads the library only at run time, with dlopen(). If the build links the library, the package needs the version that was linked.',
        help: [
          `If the build links the library, add ${dev} to requirements.host: its run export adds ${runtime} to run in the right version.`,
        ],
      };
    }
  },
};
