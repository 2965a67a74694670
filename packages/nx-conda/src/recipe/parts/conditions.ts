import { isMap, isNode, isSeq } from 'yaml';
import { child, textOf } from '../yaml/nodes';

/** The `if:` around a place of a recipe, outermost first; `not (...)` for an `else:`. @param offset of the place */
export function conditionsAround(node: unknown, offset: number): string[] {
  if (isSeq(node))
    return node.items
      .filter((item) => contains(item, offset))
      .flatMap((item) => conditionsAround(item, offset));
  if (!isMap(node)) return [];
  const pair = node.items.find(({ value }) => contains(value, offset));
  if (!pair) return [];
  const condition = textOf(child(node, 'if'));
  const branch = textOf(pair.key);
  const below = conditionsAround(pair.value, offset);
  if (condition === undefined || (branch !== 'then' && branch !== 'else')) return below;
  return [branch === 'then' ? condition : `not (${condition})`, ...below];
}

function contains(node: unknown, offset: number): boolean {
  const [start, end] = (isNode(node) ? node.range : undefined) ?? [0, -1];
  return start <= offset && offset <= end;
}
