import { CUDA_LIBRARIES, devPackageOf, packageOfLibrary } from '../../knowledge/cuda-packages';
import { devPackagesOfTarget } from '../../knowledge/cuda-targets';
import { isBuildFile } from '../../knowledge/build-files';
import { buildsWithCuda } from '../cuda-builds';
import type { Problem } from '../finding';
import { replaceItem } from '../../recipe/edit/requirement-edits';
import { namesFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { variablesOf, withoutComments } from '../../recipe/parts/scripts';
import { cudaIncludes } from '../../source/native/includes';
import type { Subject } from '../subject';
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
      const isLoaded = LOADED.includes(runtime) && !isLinked(subject, { runtime, dev });
      yield isLoaded
        ? loadedProblem(subject, item, { runtime, dev })
        : linkedProblem(subject, item, { runtime, dev });
    }
  },
};

/**
 * Libraries of just-in-time compilers, which programs that run during a build load: the recipes of cudf and pylibcudf
 * have cuda-nvrtc in host beside cuda-cudart-dev, and link no library of it.
 */
const LOADED = ['cuda-nvrtc', 'libnvjitlink'];

interface Names {
  runtime: string;
  dev: string;
}

function linkedProblem(subject: Subject, item: RequirementItem, { runtime, dev }: Names): Problem {
  const edits = replaceItem(subject, item, item.text.replace(runtime, dev));
  return {
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

function loadedProblem(subject: Subject, item: RequirementItem, { runtime, dev }: Names): Problem {
  return {
    at: placeOf(subject, item.node),
    severity: 'info',
    message: `${runtime} is in requirements.host without ${dev}.`,
    why: `${runtime} has no headers, no symlink for the linker and no run export: only programs that run during the build can use it.`,
    help: [
      `If the build includes a header of ${dev} or links its library, replace ${runtime} with ${dev}.`,
      `If the package needs ${runtime} only at run time, move it to requirements.run.`,
    ],
  };
}

/** Whether a script, a build file or an include of the source names the library. */
function isLinked({ source, scripts, levels }: Subject, { runtime, dev }: Names): boolean {
  const files = source?.files ?? [];
  if (cudaIncludes(files).some((include) => include.dev === dev)) return true;
  const texts = [
    ...scripts.map(({ commands }) => commands),
    ...levels.flatMap(variablesOf).map(({ value }) => value),
    ...files.filter(({ name }) => isBuildFile(name)).map(({ text }) => withoutComments(text)),
  ];
  const names = CUDA_LIBRARIES.find((library) => library.dev === dev)?.libraries ?? [];
  const flag = new RegExp(`(?<![\\w-])-l(?:${names.join('|')})(?![\\w-])|["'](?:${names.join('|')})["']`);
  return texts.some(
    (text) =>
      flag.test(text) ||
      [...text.matchAll(/\bCUDA::\w+/g)].some(([target]) => devPackagesOfTarget(target).includes(dev)) ||
      [...text.matchAll(/\blib[\w-]{1,40}\.so\b/g)].some(
        ([library]) => packageOfLibrary(library) === runtime,
      ),
  );
}
