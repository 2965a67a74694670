/** Variant keys are the same key whether written with `-`, `_` or `.`. */
export function normalizeKey(key: string): string {
  return key.replace(/[-.]/g, '_');
}
