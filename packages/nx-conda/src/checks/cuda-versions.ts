import { compareVersions, versionConstraint } from '../knowledge/versions';
import type { Level } from '../recipe/read/outputs';
import { itemsFor, type RequirementItem } from '../recipe/read/requirement-items';
import type { Subject } from './subject';

// What a recipe says about CUDA's version.

/** The releases of CUDA that the variants build for, `12.6`; none where no variant file says so. */
export function cudaReleases({ variants }: Pick<Subject, 'variants'>): string[] {
  const values = variants.values['cuda_compiler_version'] ?? [];
  return values.filter((value) => /^\d+\.\d+$/.test(value)).sort(compareVersions);
}

/** The releases that a level is built for: those that its cuda-version names, else those of the variants. */
export function requestedReleases(subject: Pick<Subject, 'items' | 'variants'>, level: Level): string[] {
  const items = [...itemsFor(subject, level, 'host'), ...itemsFor(subject, level, 'run')].filter(
    isCudaVersion,
  );
  const pinned = items
    .flatMap(({ requirements }) => requirements.map(({ spec }) => versionConstraint(spec)))
    .filter((constraint) => boundOf(constraint) === 'minor')
    .map((constraint) => /(\d+\.\d+)/.exec(constraint)?.[1] ?? '');
  const releases = pinned.length > 0 ? pinned : items.length > 0 ? cudaReleases(subject) : [];
  return [...new Set(releases)].sort(compareVersions);
}

/** What a `cuda-version` requirement allows, in every variant that has CUDA. */
export type CudaBound =
  /** One minor release: `==12.6`, `12.6.*`, `>=12.6,<12.7`. */
  | 'minor'
  /** Several, but no end of them is known: `>=12,<13`. */
  | 'bounded'
  /** Whatever comes: `>=12.6`. */
  | 'unbounded'
  /** No version at all. */
  | 'none';

/** The widest that any variant allows; undefined where no value is known. */
export function cudaBound({ requirements, text }: RequirementItem): CudaBound | undefined {
  const bounds = requirements
    .filter(({ name }) => name === 'cuda-version')
    .map(({ spec }) =>
      spec.startsWith('pin_') ? pinnedBound(text) : constraintBound(versionConstraint(spec)),
    )
    .filter((bound) => bound !== undefined);
  const order: CudaBound[] = ['none', 'unbounded', 'bounded', 'minor'];
  return order.find((bound) => bounds.includes(bound));
}

/** Of variants without CUDA, and of a template that could not be evaluated, nothing is known. */
function constraintBound(constraint: string): CudaBound | undefined {
  return constraint.includes('None') || constraint.includes('{') ? undefined : boundOf(constraint);
}

/** `pin_compatible('cuda-version', upper_bound='x.x')`: one `x` for each part of the version that stays. */
function pinnedBound(text: string): CudaBound | undefined {
  const upper = /\bupper_bound\s*=\s*(["'])(x(?:\.x)*)\1/.exec(text)?.[2];
  if (upper === undefined) return undefined;
  return upper === 'x' ? 'bounded' : 'minor';
}

export function isCudaVersion({ requirements }: RequirementItem): boolean {
  return requirements.some(({ name }) => name === 'cuda-version');
}

function boundOf(constraint: string): CudaBound {
  if (constraint === '' || constraint === '*') return 'none';
  if (/^(==?)?\d+\.\d+(\.\*|\.?\*)?$/.test(constraint) || /^~=\d+\.\d+\.\d+$/.test(constraint))
    return 'minor';
  const upper = /<=?(\d+(?:\.\d+)?)/.exec(constraint)?.[1];
  if (upper !== undefined) return isNextMinor(constraint, upper) ? 'minor' : 'bounded';
  // conda reads >=12.6.* as >=12.6; what is left out is no end.
  return /[<=~*]/.test(constraint.replace(/(>=?|!=)[\d.]*\*?/g, '')) ? 'bounded' : 'unbounded';
}

function isNextMinor(constraint: string, upper: string): boolean {
  const lower = />=?(\d+\.\d+)/.exec(constraint)?.[1];
  const [major = 0, minor = 0] = (lower ?? '').split('.').map(Number);
  return lower !== undefined && compareVersions(upper, `${major}.${minor + 1}`) <= 0;
}
