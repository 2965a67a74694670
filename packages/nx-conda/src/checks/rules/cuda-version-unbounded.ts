import { satisfies, versionConstraint } from '../../knowledge/versions';
import { buildsWithCuda, cudaCompilerItem } from '../cuda-builds';
import { type CudaBound, cudaBound, cudaReleases, isCudaVersion } from '../cuda-versions';
import type { Problem } from '../finding';
import { replaceItem } from '../../recipe/edit/requirement-edits';
import { INSTALLED_SECTIONS, itemsFor, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 2: the solver takes the newest CUDA that a requirement allows. */
export const cudaVersionUnbounded: Rule = {
  id: 'cuda-version-unbounded',
  severity: 'warning',
  summary: 'A cuda-version requirement has no upper bound',
  *check(subject) {
    for (const item of subject.items) {
      if (!INSTALLED_SECTIONS.includes(item.section) || !isCudaVersion(item)) continue;
      const bound = cudaBound(item);
      if (!isOpen(bound) || isBoundedBeside(subject, item) || isForLaterReleases(subject, item)) continue;
      if (bound === 'unbounded' || !isPinnedByVariant(subject, item)) yield problemOf(subject, item);
    }
  },
};

function isOpen(bound: CudaBound | undefined): boolean {
  return bound === 'unbounded' || bound === 'none';
}

/** All requirements on a package apply together. */
function isBoundedBeside(subject: Subject, item: RequirementItem): boolean {
  // The tests install the package with its run requirements.
  const sections = item.section === 'tests' ? (['tests', 'run'] as const) : [item.section];
  const others = sections
    .flatMap((section) => itemsFor(subject, item.level, section))
    .filter((other) => other !== item && isCudaVersion(other));
  return others.some((other) => cudaBound(other) !== undefined && !isOpen(cudaBound(other)));
}

/**
 * Whether a package that is not compiled with CUDA says that it works with a later major release: numba-cuda requires
 * `cuda-version >=12` beside `cuda-bindings >=12.9,<14`.
 */
function isForLaterReleases(subject: Subject, item: RequirementItem): boolean {
  const lowest = Number(/>=?\s*(\d+)/.exec(item.text)?.[1]);
  if (item.section !== 'run' || buildsWithCuda(subject, item.level) || Number.isNaN(lowest)) return false;
  const others = (['run', 'run_constraints'] as const).flatMap((section) =>
    itemsFor(subject, item.level, section),
  );
  return others.some(({ requirements }) =>
    requirements.some(
      ({ name, spec }) =>
        name !== 'cuda-version' &&
        /^(cuda|nvidia|libn?v?cu|__cuda)/.test(name) &&
        satisfies(`${lowest + 1}.0`, versionConstraint(spec)) === true &&
        versionConstraint(spec) !== '',
    ),
  );
}

function problemOf(subject: Subject, item: RequirementItem): Problem {
  const bounded = item.section === 'tests' ? undefined : boundedText(subject, item);
  const edits = bounded === undefined ? [] : replaceItem(subject, item, bounded);
  const hasCompiler = cudaCompilerItem(subject, item.level) !== undefined;
  return {
    at: placeOf(subject, item.node),
    severity: item.section === 'tests' ? 'info' : 'warning',
    message: `\`${item.text}\` has no upper bound.`,
    why: hasCompiler
      ? 'The solver chooses the newest minor release, for example CUDA 12.9 with nvcc 12.6: the run export of nvcc only requires `<13`.'
      : 'The solver chooses the newest CUDA in the channel, even from a later major release.',
    help: [
      `In build or host, pin the release of the variant with \`cuda-version ==\${{ cuda_compiler_version }}\`, or one release with \`cuda-version >=12.6,<12.7\`.`,
      'In run, if the package works with every minor release, write `cuda-version >=12,<13`.',
    ],
    ...(edits.length > 0 && { fix: { description: `Add an upper bound: ${bounded}`, edits } }),
  };
}

const OF_VARIANT = 'cuda-version ==${{ cuda_compiler_version }}';

/** The requirement with a bound; in run only the major release, which every build is limited to anyway. */
function boundedText(subject: Subject, item: RequirementItem): string | undefined {
  const { text, section } = item;
  const lowest = /^cuda-version\s*>=?\s*(\d+(?:\.\d+)?)(?:\.\*)?$/.exec(text)?.[1];
  if (section === 'run') return lowest && `cuda-version >=${lowest},<${nextOf(lowest, 'major')}`;
  const variable = /^cuda-version\s*>=?\s*(\$\{\{[^}]*\}\})$/.exec(text)?.[1];
  if (variable !== undefined) return `cuda-version ==${variable}`;
  const isPlain = lowest !== undefined || text === 'cuda-version';
  if (isPlain && isFromVariant(subject, item)) return OF_VARIANT;
  return lowest && `cuda-version >=${lowest},<${nextOf(lowest, 'minor')}`;
}

/** Whether the variants name the release, in all variants that have the requirement. */
function isFromVariant({ variants }: Subject, { section, conditions }: RequirementItem): boolean {
  const values = variants.values['cuda_compiler_version'] ?? [];
  const isAlways = !values.includes('None') || conditions.length > 0;
  return section === 'host' && isAlways && cudaReleases({ variants }).length > 0;
}

/** `12.6` gives 12.7 or 13; `12` gives 13. */
function nextOf(version: string, part: 'major' | 'minor'): string {
  const [major = 0, minor] = version.split('.').map(Number);
  return part === 'major' || minor === undefined ? `${major + 1}` : `${major}.${minor + 1}`;
}

/** A requirement of build or host without a version takes it from the variant key with its name. */
function isPinnedByVariant({ variants }: Subject, { section }: RequirementItem): boolean {
  return (
    (section === 'build' || section === 'host') &&
    (variants.values['cuda_version'] ?? variants.values['cuda-version']) !== undefined
  );
}
