import type { TargetConfiguration } from '@nx/devkit';
import type { VariantConfig } from '../recipe/variants/variants';
import { normalizeKey } from '../recipe/template/variant-key';
import { fileAt } from './nx-pattern';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** A variant file shared by recipes. */
export interface SharedVariants {
  /** Relative to the workspace root. */
  path: string;
  /** Values and zip groups if the file is JSON: Nx can hash single fields only of JSON. */
  json?: VariantConfig;
}

/**
 * The part of a variant file that a recipe uses. Includes fields that are absent today: adding or deleting one must
 * change the hash.
 */
export function variantInput({ path, json }: SharedVariants, identifiers: string[]): Inputs[number] {
  const whole = fileAt(path);
  if (!json) return whole;
  const used = keysUsed(Object.keys(json.values), identifiers);
  const zipped = json.zipKeys.filter((group) => keysUsed(group, identifiers).length > 0).flat();
  const wiring = zipped.length > 0 || used.some((key) => hasSeveral(json, key)) ? ['zip_keys'] : [];
  const fields = [...new Set([...identifiers, ...used, ...zipped, ...wiring])].sort();
  // Nx reads a dot as a path into an object.
  return used.some((key) => key.includes('.'))
    ? whole
    : { json: `{workspaceRoot}/${path}`, fields: fields.filter((key) => !key.includes('.')) };
}

/** A key that has left its group matters only to recipes that still use it; with one value, groups change nothing. */
function hasSeveral({ values }: VariantConfig, key: string): boolean {
  return (values[key]?.length ?? 0) > 1;
}

/** Keys are equal regardless of `-`, `_` and `.` (rattler-build normalizes them). */
function keysUsed(keys: string[], identifiers: string[]): string[] {
  const wanted = new Set(identifiers.map(normalizeKey));
  return keys.filter((key) => wanted.has(normalizeKey(key)));
}
