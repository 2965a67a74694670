import type { OutputFacts, VariantValue } from '../parts/facts';
import { normalizeKey } from '../template/variant-key';

/** Variant keys with one value each. */
export type Variant = Record<string, VariantValue>;

/**
 * The keys of an output's variant that variant files set: without the platform and the pins to the recipe's own outputs,
 * which rattler-build adds.
 * @param own normalized names of the recipe's outputs.
 */
export function configuredKeys(variant: Variant, own: ReadonlySet<string>): Variant {
  const entries = Object.entries(variant);
  return Object.fromEntries(
    entries.filter(([key]) => key !== 'target_platform' && !own.has(normalizeKey(key))),
  );
}

/** Normalized names of the outputs. */
export function ownNames(outputs: readonly OutputFacts[]): Set<string> {
  return new Set(outputs.map(({ name }) => normalizeKey(name)));
}

/**
 * The variant of each output, including the keys of the recipe's own outputs that it pins: such an output exists once
 * for each of theirs. rattler-build 0.74 writes `<version> <build string>` of the pinned output as the value of its name.
 */
export function configuredVariants(outputs: readonly OutputFacts[]): Map<OutputFacts, Variant> {
  const own = ownNames(outputs);
  const found = new Map<OutputFacts, Variant>();
  const variantOf = (output: OutputFacts): Variant => {
    const known = found.get(output);
    if (known) return known;
    const configured = configuredKeys(output.variant, own);
    // Before its pins: outputs that pin each other must not recurse forever.
    found.set(output, configured);
    const pinned = outputs.filter((other) => other !== output && isPinnedBy(other, output));
    // rattler-build lists keys in any order, and Nx hashes the variant of a task as text.
    const merged = sorted(Object.assign({}, ...pinned.map(variantOf), configured) as Variant);
    found.set(output, merged);
    return merged;
  };
  outputs.forEach(variantOf);
  return found;
}

function isPinnedBy({ name, version, buildString }: OutputFacts, { variant }: OutputFacts): boolean {
  const key = normalizeKey(name);
  return Object.entries(variant).some(
    ([pin, value]) => normalizeKey(pin) === key && value === `${version} ${buildString}`,
  );
}

/** Whether two variants have the same value for every key that both have. */
export function agree(variant: Variant, other: Variant): boolean {
  return Object.entries(variant).every(([key, value]) => !(key in other) || other[key] === value);
}

/**
 * A variant with a value for every other key as well: rattler-build renders all outputs of a recipe, and rejects it if a
 * key that only other outputs use has no value.
 * @param others variants of the other outputs; values of those that agree are preferred.
 */
export function complete(variant: Variant, others: readonly Variant[]): Variant {
  const agreeing = others.reduce(
    (found, other) => (agree(found, other) ? { ...other, ...found } : found),
    variant,
  );
  return others.reduce((found, other) => ({ ...other, ...found }), agreeing);
}

/** Equal for equal variants. */
export function variantId(variant: Variant): string {
  return JSON.stringify(sorted(variant));
}

function sorted(variant: Variant): Variant {
  return Object.fromEntries(Object.entries(variant).sort(([a], [b]) => (a < b ? -1 : 1)));
}
