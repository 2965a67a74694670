import { cudaCompiler, devLibrary, isIgnored, ownLevels } from '../cuda-builds';
import { cudaReleases, isCudaVersion } from '../cuda-versions';
import type { FileEdit, Problem } from '../finding';
import { addBehind } from '../requirement-edits';
import { itemsFor, namesFor, type RequirementItem } from '../requirement-items';
import type { Rule } from '../rule';
import { placeOf, type Subject } from '../subject';

/** Complication 2: nothing keeps the libraries of a build to one release of CUDA. */
export const cudaVersionMissing: Rule = {
  id: 'cuda-version-missing',
  severity: 'warning',
  summary: 'CUDA is used in a build without cuda-version in requirements.host',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      if (itemsFor(subject, level, 'host').some(isCudaVersion)) continue;
      // The CUDA of before 12 is one package.
      if (namesFor(subject, level, 'host').has('cudatoolkit')) continue;
      const library = itemsFor(subject, level, 'host').find(
        (item) => devLibrary(item) && item.level === level,
      );
      const compiler = cudaCompiler(subject, level);
      const cause = library ?? (compiler?.level === level && level.kind !== 'recipe' ? undefined : compiler);
      if (cause?.level === level) yield problemOf(subject, cause);
    }
  },
};

function problemOf(subject: Subject, cause: RequirementItem): Problem {
  const edits = cause.section === 'host' ? pinFromVariant(subject, cause) : [];
  const library = devLibrary(cause);
  const isUnused = library && isIgnored(subject, cause.level, library);
  return {
    at: placeOf(subject, cause.node),
    message: `No cuda-version in requirements.host says which CUDA \`${cause.text}\` is for.`,
    why: isUnused
      ? 'The newest CUDA of the channel is compiled against, whatever the compiler is.'
      : 'The newest CUDA of the channel is linked, whatever the compiler is: 12.9 beside an nvcc of 12.6.',
    help: [
      'Add `cuda-version ==${{ cuda_compiler_version }}` to requirements.host, under the same condition.',
      'Where no variant file has cuda_compiler_version: `cuda-version >=12.6,<12.7`.',
    ],
    ...(edits.length > 0 && {
      fix: { description: 'Add cuda-version to host, of the release that the variant builds for', edits },
    }),
  };
}

function pinFromVariant(subject: Subject, cause: RequirementItem): FileEdit[] {
  const releases = cudaReleases(subject);
  const isAlways = !(subject.variants.values['cuda_compiler_version'] ?? []).includes('None');
  const isConditional = cause.conditions.length > 0;
  if (releases.length === 0 || (!isAlways && !isConditional)) return [];
  return addBehind(subject, cause, 'cuda-version ==${{ cuda_compiler_version }}');
}
