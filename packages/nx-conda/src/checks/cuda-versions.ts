import { compareVersions, versionConstraint } from '../knowledge/versions';
import type { Level } from '../recipe/parts/outputs';
import { itemsFor, type RequirementItem } from '../recipe/parts/requirement-items';
import type { Subject } from './subject';

// CUDA versions in a recipe.

/** The CUDA releases that the variants build for, `12.6`; none if no variant file names one. */
export function cudaReleases({ variants }: Pick<Subject, 'variants'>): string[] {
  const values = variants.values['cuda_compiler_version'] ?? [];
  return values.filter((value) => /^\d+\.\d+$/.test(value)).sort(compareVersions);
}

/** The CUDA releases of a level: from its cuda-version, else from the variants. */
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

/** The releases that a `cuda-version` requirement allows, over all variants that have CUDA. */
export type CudaBound =
  /** One minor release: `==12.6`, `12.6.*`, `>=12.6,<12.7`. */
  | 'minor'
  /** Several, with an upper bound: `>=12,<13`. */
  | 'bounded'
  /** All later releases: `>=12.6`. */
  | 'unbounded'
  /** No version at all. */
  | 'none';

/** The widest bound of all variants; undefined if unknown. */
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

/** Undefined for variants without CUDA, and for a template that could not be evaluated. */
function constraintBound(constraint: string): CudaBound | undefined {
  return constraint.includes('None') || constraint.includes('{') ? undefined : boundOf(constraint);
}

/** `pin_compatible('cuda-version', upper_bound='x.x')`: one `x` for each part of the version that is kept. */
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
  // conda reads >=12.6.* as >=12.6; excluded versions (!=) are not an upper bound.
  return /[<=~*]/.test(constraint.replace(/(>=?|!=)[\d.]*\*?/g, '')) ? 'bounded' : 'unbounded';
}

function isNextMinor(constraint: string, upper: string): boolean {
  const lower = />=?(\d+\.\d+)/.exec(constraint)?.[1];
  const [major = 0, minor = 0] = (lower ?? '').split('.').map(Number);
  return lower !== undefined && compareVersions(upper, `${major}.${minor + 1}`) <= 0;
}
