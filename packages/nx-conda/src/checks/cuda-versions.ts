import { compareVersions, versionConstraint } from '../recipe/version-spec';
import { type RequirementItem } from './requirement-items';
import type { Subject } from './subject';

// What a recipe says about CUDA's version.

/** The releases of CUDA that the variants build for, `12.6`; none where no variant file says so. */
export function cudaReleases({ variants }: Pick<Subject, 'variants'>): string[] {
  const values = variants.values['cuda_compiler_version'] ?? [];
  return values.filter((value) => /^\d+\.\d+$/.test(value)).sort(compareVersions);
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
export function cudaBound({ requirements }: RequirementItem): CudaBound | undefined {
  const constraints = requirements
    .filter(({ name }) => name === 'cuda-version')
    .map(({ spec }) => versionConstraint(spec))
    .filter((constraint) => !constraint.includes('None'));
  const order: CudaBound[] = ['none', 'unbounded', 'bounded', 'minor'];
  return order.find((bound) => constraints.some((constraint) => boundOf(constraint) === bound));
}

export function isCudaVersion({ requirements }: RequirementItem): boolean {
  return requirements.some(({ name }) => name === 'cuda-version');
}

function boundOf(constraint: string): CudaBound {
  if (constraint === '' || constraint === '*') return 'none';
  if (/^(==?)?\d+\.\d+(\.\*|\.?\*)?$/.test(constraint) || /^~=\d+\.\d+\.\d+$/.test(constraint))
    return 'minor';
  const lower = />=?(\d+\.\d+)/.exec(constraint)?.[1];
  const upper = /<=?(\d+(?:\.\d+)?)/.exec(constraint)?.[1];
  if (upper !== undefined) return lower !== undefined && isNextMinor(lower, upper) ? 'minor' : 'bounded';
  return /[<=~*]/.test(constraint.replace(/>=/g, '')) ? 'bounded' : 'unbounded';
}

function isNextMinor(lower: string, upper: string): boolean {
  const [major = 0, minor = 0] = lower.split('.').map(Number);
  return compareVersions(upper, `${major}.${minor + 1}`) <= 0;
}
