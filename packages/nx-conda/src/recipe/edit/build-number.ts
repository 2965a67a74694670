import { isScalar, type Node, type Scalar } from 'yaml';
import type { Edit } from './edits';
import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { shownPosition } from '../yaml/edit-error';
import { scalarEdit } from './scalar-edit';
import { expressionsIn, identifiersIn, isTemplate } from '../template/template';

export interface BuildNumberEdits {
  edits: Edit[];
  /** Why a number was not changed, with file, line and column. */
  remarks: string[];
}

/**
 * Changes the build numbers of a recipe and its outputs, wherever they are written; a missing number is 0. A build
 * string of the recipe that ends with the number gets the new one too: otherwise packages of both numbers would have
 * one file name.
 */
export function buildNumberEdits(recipe: ParsedRecipe, next: (number: number) => number): BuildNumberEdits {
  const edits = new Map<number, Edit>();
  const remarks: string[] = [];
  for (const level of [recipe.root, ...branches(child(recipe.root, 'outputs'))]) {
    const node = child(level, 'build', 'number');
    if (!node) continue;
    const scalar = numberPlace(recipe, node);
    if (!scalar)
      remarks.push(
        `${shownPosition(recipe, node)} The build number was not changed: it is neither a number nor a template with one number from \`context:\`. Change the build number by hand.`,
      );
    else for (const edit of editsAt(recipe, scalar, level, next)) edits.set(edit.start, edit);
  }
  return { edits: [...edits.values()], remarks };
}

function editsAt(
  recipe: ParsedRecipe,
  scalar: Scalar,
  level: Node,
  next: (number: number) => number,
): Edit[] {
  const before = Number(textOf(scalar));
  const after = next(before);
  if (after === before) return [];
  const number = scalarEdit(recipe, scalar, String(after));
  return [number, ...stringEdit(recipe, child(level, 'build', 'string'), before, after)];
}

/** `number: 0`, or the one context variable in `${{ build_number + 100 }}`. */
function numberPlace(recipe: ParsedRecipe, node: Node): Scalar | undefined {
  const text = textOf(node) ?? '';
  const names = isTemplate(text) ? expressionsIn(text).flatMap(identifiersIn) : [];
  const written = names.map((name) => child(recipe.root, 'context', name));
  const candidates = isTemplate(text) ? written : [node];
  const numbers = candidates.filter(isScalar).filter((scalar) => /^\d+$/.test(textOf(scalar) ?? ''));
  return numbers.length === 1 ? numbers[0] : undefined;
}

function stringEdit(recipe: ParsedRecipe, node: unknown, before: number, after: number): Edit[] {
  if (!isScalar(node)) return [];
  const [start, end] = node.range ?? [0, 0];
  const written = recipe.text.slice(start, end);
  const found = new RegExp(`_${before}(["']?)$`).exec(written);
  if (!found) return [];
  const at = start + found.index + 1;
  return [{ start: at, end: at + String(before).length, text: String(after) }];
}
