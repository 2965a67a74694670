import { satisfies, versionConstraint } from '../../knowledge/versions';
import { cudaBound } from '../cuda-versions';
import { libraryVersions } from '../../knowledge/cuda-library-versions';
import type { Problem } from '../finding';
import { addBehind, replaceItem } from '../../recipe/edit/requirement-edits';
import { itemsFor, namesOf, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';
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
      if (releases.length === 1 || isMajor(constraint)) continue;
      yield problemOf(subject, item, { name, constraint, releases });
    }
  },
};

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { name, constraint, releases }: { name: string; constraint: string; releases: string[] },
): Problem {
  const edits = pinByRelease(subject, item, name);
  const meaning = releases.length === 0 ? 'no known release of CUDA' : `CUDA ${releases.join(', ')}`;
  return {
    at: placeOf(subject, item.node),
    message: `\`${item.text}\` fits ${meaning}.`,
    why: `${name} has its own version numbers: ${constraint} does not select exactly one release of CUDA.`,
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
