import { branches, child, scalars, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';

/** The texts of the scripts in a recipe, for all outputs: lines, or names of files. */
export function scriptTexts({ root }: ParsedRecipe, section: 'build' | 'tests'): string[] {
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  const nodes = levels.flatMap((level) => [...branches(child(level, section))]);
  return nodes.flatMap((node) =>
    [...scalars(child(node, 'script'))].map((scalar) => textOf(scalar.node) ?? ''),
  );
}
