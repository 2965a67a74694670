import type { OutputFacts, VariantValue } from '../parts/facts';
import { normalizeKey } from '../template/variant-key';
import { configuredVariants, type Variant, variantId } from './configured-variant';

/** The outputs of a recipe that are built together: all those with the same variant. */
export interface VariantGroup {
  /** `cuda126-py311`: unique in the recipe, and the same when other variants come and go. */
  label: string;
  variant: Variant;
  outputs: OutputFacts[];
}

type Group = Omit<VariantGroup, 'label'>;

/** The label of outputs that use none of the keys that differ. */
const COMMON = 'common';

/** Keys that are part of the label even if there is one value: a second value must not change the labels. */
const ALWAYS = ['python', 'cuda_compiler_version', 'cuda_version'];

/** The variant files of a recipe. */
export interface ConfiguredKeys {
  /** The values of a key; empty if no file sets it. */
  valuesOf: (key: string) => readonly unknown[];
  /** Keys that change together, normalized. */
  zipKeys: readonly (readonly string[])[];
}

/**
 * The groups of a rendered recipe in the order of their first outputs.
 * @returns an empty list if no key differs between variants, now or after a change of a usual key: there is only one.
 */
export function variantGroups(
  outputs: readonly OutputFacts[],
  { valuesOf, zipKeys }: ConfiguredKeys,
): VariantGroup[] {
  const groups = groupsOf(outputs);
  const keys = [...new Set(groups.flatMap(({ variant }) => Object.keys(variant)))].sort();
  const differing = keys.filter(
    (key) => ALWAYS.includes(key) || valuesOf(key).length > 1 || differs(key, groups),
  );
  if (differing.length === 0) return [];
  const labels = uniqueLabels(groups, differing, withoutZipped(differing, zipKeys));
  return groups.map((group, index) => ({ ...group, label: labels[index] ?? COMMON }));
}

function groupsOf(outputs: readonly OutputFacts[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [output, variant] of configuredVariants(outputs)) {
    const id = variantId(variant);
    const group = groups.get(id) ?? { variant, outputs: [] };
    group.outputs.push(output);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function differs(key: string, groups: readonly Group[]): boolean {
  return new Set(groups.map(({ variant }) => JSON.stringify(variant[key]))).size > 1;
}

/** One key of each zip group is enough. */
function withoutZipped(keys: readonly string[], zipKeys: ConfiguredKeys['zipKeys']): string[] {
  const byWeight = [...keys].sort((a, b) => Number(ALWAYS.includes(b)) - Number(ALWAYS.includes(a)));
  const isFirst = (key: string) =>
    zipKeys.every((group) => !group.includes(normalizeKey(key)) || byWeight.find(isIn(group)) === key);
  return keys.filter(isFirst);
}

function isIn(group: readonly string[]): (key: string) => boolean {
  return (key) => group.includes(normalizeKey(key));
}

/**
 * If the few keys do not distinguish two groups, all keys do. `1.10` and `11.0` look the same without their dots: then
 * all characters count, and at last a number.
 */
function uniqueLabels(groups: readonly Group[], keys: readonly string[], few: readonly string[]): string[] {
  const short = groups.map(({ variant }) => labelOf(variant, few, shortened));
  const labels = groups.map(({ variant }, index) =>
    isUnique(short, index) ? short[index] : labelOf(variant, keys, plain),
  );
  return labels.map((label = COMMON, index) =>
    isUnique(labels, index)
      ? label
      : `${label}-${labels.slice(0, index + 1).filter((one) => one === label).length}`,
  );
}

function isUnique(labels: readonly (string | undefined)[], index: number): boolean {
  return labels.indexOf(labels[index]) === labels.lastIndexOf(labels[index]);
}

function labelOf(variant: Variant, keys: readonly string[], shown: (text: string) => string): string {
  const parts = keys.flatMap((key) => (key in variant ? [partOf(key, variant[key] ?? '', shown)] : []));
  return [...new Set(parts)].join('-') || COMMON;
}

/** `3.11.* *_cpython` of python gives `py311`, `None` of CUDA gives `cpu`, `openmpi` of mpi gives `mpi_openmpi`. */
function partOf(key: string, value: VariantValue, shown: (text: string) => string): string {
  const text = String(value);
  const isCuda = key === 'cuda_compiler_version' || key === 'cuda_version';
  if (isCuda && text === 'None') return 'cpu';
  const name = isCuda ? 'cuda' : key === 'python' ? 'py' : plain(key);
  return `${name}${/^\d/.test(text) ? '' : '_'}${shown(text)}`;
}

/** A version without what follows it and without dots. */
function shortened(text: string): string {
  const [version] = /^\d[\d.]*/.exec(text) ?? [];
  return version?.replaceAll('.', '') ?? plain(text);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
