import type { JsonVariant, VariantJson } from './variant-json';
import { normalizeKey } from '../template/variant-key';

/** Keys, and `zip_keys`, of a variant file in JSON. */
export type VariantFileJson = Record<string, JsonVariant[] | string[][]>;

export interface MergedVariants {
  file: VariantFileJson;
  /** Names of the added keys. */
  added: string[];
  /** Keys, or groups, whose meaning would change. */
  conflicts: string[];
}

/** Adds keys to a variant file and changes no existing ones; a group is added with all of its keys or not at all. */
export function mergeVariantJson(present: VariantFileJson, { keys, zipKeys }: VariantJson): MergedVariants {
  const known = new Map(Object.entries(present).map(([name, values]) => [normalizeKey(name), values]));
  const groups = (present['zip_keys'] ?? []) as string[][];
  const isZipped = (name: string) => groups.flat().map(normalizeKey).includes(normalizeKey(name));
  const isEqual = (name: string) =>
    JSON.stringify(known.get(normalizeKey(name))) === JSON.stringify(keys[name]);
  const isNew = (name: string) => !known.has(normalizeKey(name));
  const isGroupThere = (group: string[]) => groups.some((other) => sameGroup(other, group));
  const refused = zipKeys.filter(
    (group) =>
      !isGroupThere(group) && !group.every((name) => (isNew(name) || isEqual(name)) && !isZipped(name)),
  );
  const blocked = new Set(refused.flat());
  const names = Object.keys(keys).filter((name) => !blocked.has(name));
  const added = names.filter(isNew);
  const newGroups = zipKeys.filter((group) => !refused.includes(group) && !isGroupThere(group));
  const zipped = [...groups, ...newGroups];
  return {
    file: {
      ...present,
      ...Object.fromEntries(added.map((name) => [name, keys[name] ?? []])),
      ...(zipped.length > 0 && { zip_keys: zipped }),
    },
    added,
    conflicts: [
      ...names.filter((name) => !isNew(name) && !isEqual(name)),
      ...refused.map((group) => group.join(' + ')),
    ],
  };
}

function sameGroup(a: readonly string[], b: readonly string[]): boolean {
  return a.map(normalizeKey).sort().join() === b.map(normalizeKey).sort().join();
}
