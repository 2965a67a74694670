import { cudaCompilerItem, devLibrary, isIgnored, ownLevels, PYTORCH } from '../cuda-builds';
import { cudaBound, cudaReleases, isCudaVersion } from '../cuda-versions';
import { repackedWheel, type RepackedWheel } from '../repacked-wheel';
import { libraryVersions } from '../../knowledge/cuda-library-versions';
import { versionConstraint } from '../../knowledge/versions';
import type { Problem } from '../finding';
import type { Level } from '../../recipe/parts/outputs';
import { addBehind } from '../../recipe/edit/requirement-edits';
import { itemsFor, namesFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import type { FileEdit } from '../../recipe/edit/edits';

/** Complication 2: nothing limits the libraries of a build to one release of CUDA. */
export const cudaVersionMissing: Rule = {
  id: 'cuda-version-missing',
  severity: 'warning',
  summary: 'A build uses CUDA without cuda-version in requirements.host',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const cause = causeOf(subject, level);
      if (cause?.level === level && !itemsFor(subject, level, 'host').some(isCudaVersion)) {
        yield problemOf(subject, cause);
      }
      const wheel = cause ? undefined : repackedWheel(subject, level);
      const library = wheel && openLibrary(subject, level);
      if (wheel && library) yield wheelProblem(subject, library, wheel);
    }
  },
};

/** The first CUDA library in run of which any release may be installed; undefined if something pins CUDA. */
function openLibrary(subject: Subject, level: Level): RequirementItem | undefined {
  const run = itemsFor(subject, level, 'run');
  // conda-forge's PyTorch requires the release that it was built with.
  if (run.some((item) => namesOf(item).some((name) => PYTORCH.includes(name)))) return undefined;
  if ([...run, ...itemsFor(subject, level, 'run_constraints')].some(isCudaVersion)) return undefined;
  const libraries = run.filter((item) => namesOf(item).some((name) => libraryVersions(name).length > 0));
  const isOpen = ({ requirements }: RequirementItem) =>
    requirements.length > 0 &&
    requirements.every(({ spec }) => /^(\*|>=?[\d.]+(\.\*)?)?$/.test(versionConstraint(spec)));
  return libraries.every(isOpen) ? libraries[0] : undefined;
}

function wheelProblem(subject: Subject, library: RequirementItem, { cuda }: RepackedWheel): Problem {
  const [major = 12, minor] = (cuda ?? '12').split('.').map(Number);
  const next = minor === undefined ? `${major + 1}` : `${major}.${minor + 1}`;
  const pin = `cuda-version >=${cuda ?? '12.6'},<${cuda === undefined ? '12.7' : next}`;
  const edits = cuda === undefined ? [] : addBehind(subject, library, pin);
  return {
    at: placeOf(subject, library.node),
    message: `\`${library.text}\` is in requirements.run, but cuda-version is not.`,
    why: `The package repacks a wheel that was compiled for one release of CUDA${cuda === undefined ? '' : ` (${cuda})`}. The solver chooses the newest library in the channel, even from a later major release, which the wheel cannot load.`,
    help: [`Add cuda-version of the wheel to requirements.run, for example \`${pin}\`.`],
    ...(edits.length > 0 && { fix: { description: `Add ${pin} to run`, edits } }),
  };
}

/** The requirement that makes cuda-version necessary; undefined if none does. */
function causeOf(subject: Subject, level: Level): RequirementItem | undefined {
  const library = itemsFor(subject, level, 'host').find((item) => devLibrary(item) && item.level === level);
  // CUDA before 12 is one package; its libraries have no versions of their own.
  if (library || namesFor(subject, level, 'host').has('cudatoolkit')) return library;
  // An output may have the compiler only for its run exports, and be built elsewhere.
  return level.kind === 'recipe' ? cudaCompilerItem(subject, level) : undefined;
}

function problemOf(subject: Subject, cause: RequirementItem): Problem {
  const edits = cause.section === 'host' ? pinFromVariant(subject, cause) : [];
  const library = devLibrary(cause);
  const isUnused = library && isIgnored(subject, cause.level, library);
  return {
    at: placeOf(subject, cause.node),
    message: `\`${cause.text}\` is used without cuda-version in requirements.host.`,
    why: isUnused
      ? 'The build compiles against the newest CUDA that the solver can choose, regardless of the minor release of nvcc.'
      : 'The build links the newest CUDA that the solver can choose, regardless of the minor release of nvcc: for example, CUDA 12.9 with nvcc 12.6.',
    help: [
      'Add `cuda-version ==${{ cuda_compiler_version }}` to requirements.host, under the same condition as this requirement.',
      'If no variant file sets cuda_compiler_version, pin one release instead, for example `cuda-version >=12.6,<12.7`.',
    ],
    ...(edits.length > 0 && {
      fix: { description: 'Add cuda-version to host, pinned to the CUDA release of the build', edits },
    }),
  };
}

/** The pin of the build environment, else the release of the variants. */
function pinFromVariant(subject: Subject, cause: RequirementItem): FileEdit[] {
  const build = itemsFor(subject, cause.level, 'build').find((item) => cudaBound(item) === 'minor');
  if (build) return addBehind(subject, cause, build.text);
  const releases = cudaReleases(subject);
  const isAlways = !(subject.variants.values['cuda_compiler_version'] ?? []).includes('None');
  if (releases.length === 0 || (!isAlways && cause.conditions.length === 0)) return [];
  return addBehind(subject, cause, 'cuda-version ==${{ cuda_compiler_version }}');
}
