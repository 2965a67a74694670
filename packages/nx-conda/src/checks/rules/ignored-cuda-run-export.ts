import { devLibrary, isIgnored, ownLevels } from '../cuda-builds';
import { packagesOf } from '../../recipe/parts/outputs';
import { itemsFor, namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 1: without its run export, a linked library is missing after installation. */
export const ignoredCudaRunExport: Rule = {
  id: 'ignored-cuda-run-export',
  severity: 'info',
  summary: 'The run export of a CUDA -dev package is ignored, and nothing else requires the library',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const run = packagesOf(subject.levels, level).flatMap((output) => [
        ...namesFor(subject, output, 'run'),
      ]);
      for (const item of itemsFor(subject, level, 'host')) {
        const library = devLibrary(item);
        if (!library || item.level !== level || !isIgnored(subject, level, library)) continue;
        const isStatic = [...namesFor(subject, level, 'host')].includes(
          library.dev.replace(/-dev$/, '-static'),
        );
        if (run.includes(library.runtime) || isStatic || namesOf(item).length !== 1) continue;
        yield {
          at: placeOf(subject, item.node),
          message: `${library.dev} is in host, but ignore_run_exports keeps ${library.runtime} out of run.`,
          why: 'Ignoring the run export is right if the package uses only headers or the static library, or works without the library after a failed dlopen().',
          help: [
            `If the package needs ${library.runtime} at run time, remove the entry that ignores the run export: ${library.dev} in ignore_run_exports.from_package, or ${library.runtime} in ignore_run_exports.by_name.`,
          ],
        };
      }
    }
  },
};
