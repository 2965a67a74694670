/** Variant keys are equal regardless of `-`, `_` and `.`. */
export function normalizeKey(key: string): string {
  return key.replace(/[-.]/g, '_');
}
