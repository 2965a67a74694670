import { satisfies, versionConstraint } from '../../knowledge/versions';
import { cudaBound } from '../cuda-versions';
import { libraryVersions } from '../../knowledge/cuda-library-versions';
import type { Problem } from '../finding';
import { addBehind, replaceItem } from '../../recipe/edit/requirement-edits';
import { itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
import { isTemplate } from '../../recipe/template/template';
import type { FileEdit } from '../../recipe/edit/edits';

/** Complication 2: `libcusparse >=12.5,<12.6` looks like CUDA 12.5, but fits 12.5 to 12.9. */
export const cudaLibraryPin: Rule = {
  id: 'cuda-library-pin',
  severity: 'warning',
  summary: 'The version of a required CUDA library does not select exactly one release of CUDA',
  *check(subject) {
    for (const item of subject.items) {
      const [name = ''] = namesOf(item);
      const constraint = versionConstraint(item.text);
      const known = libraryVersions(name.replace(/-dev$/, ''));
      if (!['host', 'run'].includes(item.section) || constraint === '' || known.length === 0) continue;
      const fits = known.map(({ cuda, version }) => ({ cuda, fits: satisfies(version, constraint) }));
      if (fits.some((one) => one.fits === undefined)) continue;
      const releases = [...new Set(fits.filter((one) => one.fits).map(({ cuda }) => cuda))];
      // Run exports ask for a whole major release; one minor release may be intended.
      if (isMajor(constraint)) continue;
      yield* problemsOf(subject, item, { name, constraint, releases });
    }
  },
};

function* problemsOf(subject: Subject, item: RequirementItem, pin: LibraryPin): Generator<Problem> {
  const beside = itemsFor(subject, item.level, item.section).filter((other) => cudaBound(other) === 'minor');
  const isConflict = beside.length > 0 && !beside.some((other) => agrees(other, pin.releases));
  const isOne = pin.releases.length === 1;
  if (isConflict || (beside.length === 0 && !isOne)) yield problemOf(subject, item, { ...pin, isConflict });
  else if (isOne || beside.length === 0) return;
  else if (beside.every(({ text }) => isTemplate(text))) yield redundant(subject, item, pin);
}

/** Whether a library of each release that cuda-version selects fits: the two pins then do not contradict each other. */
function agrees({ requirements }: RequirementItem, releases: string[]): boolean {
  const pins = requirements.map(({ spec }) => versionConstraint(spec)).filter((pin) => /\d/.test(pin));
  return pins.length > 0 && pins.every((pin) => releases.some((cuda) => isRelease(cuda, pin)));
}

/** conda reads `cuda-version 12.6` as 12.6.*, and cuda-version has no third number. */
function isRelease(cuda: string, pin: string): boolean {
  return satisfies(cuda, pin.replace(/^=*(\d+\.\d+)(\.\d+|\.?\*)*$/, '==$1')) === true;
}

interface LibraryPin {
  name: string;
  constraint: string;
  /** The releases of CUDA with a library that fits. */
  releases: string[];
}

/** The variants may later name a release whose library does not fit. */
function redundant(subject: Subject, item: RequirementItem, { name, releases }: LibraryPin): Problem {
  return {
    at: placeOf(subject, item.node),
    severity: 'info',
    message: `\`${item.text}\` fits CUDA ${releases.join(', ')}; cuda-version already selects the release.`,
    why: `${name} has its own version numbers. If the variants name another release of CUDA, the solver may find no ${name}.`,
    help: [`Write ${name} without a version.`],
  };
}

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { name, constraint, releases, isConflict }: LibraryPin & { isConflict: boolean },
): Problem {
  const edits = pinByRelease(subject, item, name);
  const meaning = releases.length === 0 ? 'no known release of CUDA' : `CUDA ${releases.join(', ')}`;
  return {
    at: placeOf(subject, item.node),
    message: `\`${item.text}\` fits ${meaning}.`,
    why: isConflict
      ? `${name} has its own version numbers: no ${name} ${constraint} belongs to the release that cuda-version selects, so the solver finds no candidates.`
      : `${name} has its own version numbers: ${constraint} does not select exactly one release of CUDA.`,
    help: [
      `Write ${name} without a version. To pin all CUDA packages to one release, add for example cuda-version >=12.6,<12.7 to requirements.${item.section}.`,
      'For the versions in each CUDA release, see node_modules/nx-conda/docs/checks/cuda-library-pin.md',
    ],
    ...(edits.length > 0 && {
      fix: {
        description: `Write ${name} without a version, and let cuda-version pin the release of CUDA`,
        edits,
      },
    }),
  };
}

/** Only if the recipe names the release elsewhere; the fix does not choose one. */
function pinByRelease(subject: Subject, item: RequirementItem, name: string): FileEdit[] {
  const isPinned = (section: 'host' | 'run') =>
    itemsFor(subject, item.level, section).find((other) => cudaBound(other) === 'minor');
  const unversioned = replaceItem(subject, item, name);
  const there = item.section === 'run' ? isPinned('run') : isPinned('host');
  if (there || unversioned.length === 0) return unversioned;
  const elsewhere = isPinned('host') ?? isPinned('run');
  const added = elsewhere ? addBehind(subject, item, elsewhere.text) : [];
  return added.length > 0 ? [...unversioned, ...added] : [];
}

function isMajor(constraint: string): boolean {
  return (
    /^(>=?[\d.]+,)?<\d+(\.0)*(a0)?$/.test(constraint) ||
    /^=*\d+\.\*$/.test(constraint) ||
    /^>=[\d.]+$/.test(constraint)
  );
}
