import type { OutputFacts } from '../../recipe/parts/facts';
import { agree, configuredKeys, ownNames, type Variant } from '../../recipe/facts/configured-variant';

/** One run of rattler-build. */
export interface Invocation {
  /** The only variant values of this run; undefined: the unchanged configuration. */
  variant?: Variant;
  /** Value of CONDA_OVERRIDE_CUDA; empty: no CUDA; undefined: the machine's. */
  cuda?: string;
  /** Do not build packages that are in the channel of the build already. */
  skipExisting?: boolean;
  /** Build only this output and those that it requires; undefined: all. */
  upTo?: string;
}

/**
 * The runs that build a recipe: one, unless its variants need different CUDA versions. The solver reads `__cuda`
 * from an environment variable, which is the same for a whole process.
 */
export function planInvocations(outputs: OutputFacts[]): Invocation[] {
  const cudas = new Set(outputs.map(cudaOf).filter((cuda) => cuda !== undefined));
  if (cudas.size <= 1) return [{ cuda: [...cudas][0] }];
  // Outputs that use fewer variant keys appear in every run.
  return widestVariants(outputs).map((variant) => ({
    variant,
    cuda: cudaOf({ variant }),
    skipExisting: true,
  }));
}

/** `12.6` for a CUDA variant, empty for `None`, undefined if the output does not depend on CUDA. */
export function cudaOf({ variant }: Pick<OutputFacts, 'variant'>): string | undefined {
  const version = variant['cuda_compiler_version'];
  if (version === undefined) return undefined;
  return version === 'None' ? '' : String(version);
}

/**
 * Variants that are not part of another one, each with the keys that only other outputs use: every run renders all
 * outputs, and rattler-build rejects a recipe with an undefined variable.
 */
function widestVariants(outputs: OutputFacts[]): Variant[] {
  const own = ownNames(outputs);
  const variants = distinct(outputs.map((output) => configuredKeys(output.variant, own)));
  const widest = variants.filter(
    (variant) => !variants.some((other) => other !== variant && isPart(variant, other)),
  );
  return distinct(
    widest.map((variant) => widest.filter((other) => agree(variant, other)).reduce(complete, variant)),
  );
}

function distinct(variants: Variant[]): Variant[] {
  const sorted = variants.map((variant) => Object.fromEntries(Object.entries(variant).sort(byKey)));
  return [...new Map(sorted.map((variant) => [JSON.stringify(variant), variant])).values()];
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function isPart(variant: Variant, other: Variant): boolean {
  return Object.entries(variant).every(([key, value]) => other[key] === value);
}

function complete(variant: Variant, other: Variant): Variant {
  return { ...other, ...variant };
}
