import { mentionsOf } from '../recipe/reads/mentions';
import { normalizeKey } from '../recipe/template/variant-key';
import type { Subject } from './subject';

/** The variant keys that a recipe may use, in their normal form. */
export function usedKeys({ recipe, variantFiles, scope }: Subject): Set<string> {
  const texts = variantFiles.map(({ file }) => file.text);
  const { identifiers } = mentionsOf(recipe, texts, scope);
  return new Set([...identifiers, ...scope.readKeys].map(normalizeKey));
}
