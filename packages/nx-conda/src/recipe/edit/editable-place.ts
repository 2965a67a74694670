import { isScalar, type Scalar } from 'yaml';
import { child, textOf, type YamlFile } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { refusalAt } from '../yaml/edit-error';
import { isTemplate, wholeExpression } from '../template/template';

/**
 * Where a value is written: the node itself, or its context variable.
 * @param what for the message: `version`
 * @throws {ExplainedError} with file, line and column if it is not written literally
 */
export function editablePlace(recipe: ParsedRecipe, node: unknown, what: string): Scalar {
  const visited = new Set<string>();
  for (let current = node; ;) {
    if (!isScalar(current)) throw notOneValue(recipe, current ?? node, what);
    if (!isTemplate(textOf(current) ?? '')) return current;
    const name = variableIn(current);
    if (name === undefined) throw putTogether(recipe, current, what);
    const next = child(recipe.root, 'context', name);
    if (!next || visited.has(name)) throw fromElsewhere(recipe, current, { name, what });
    visited.add(name);
    current = next;
  }
}

/** `version` of `${{ version }}`, and of no longer expression. */
function variableIn(node: Scalar): string | undefined {
  const name = wholeExpression(textOf(node) ?? '')?.trim() ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

function notOneValue(yaml: YamlFile, node: unknown, what: string): Error {
  return refusalAt(yaml, node, `The ${what} is not a single value, so it is unclear which value to change.`, [
    `Write a single value, or change the ${what} by hand.`,
  ]);
}

function putTogether(yaml: YamlFile, node: unknown, what: string): Error {
  return refusalAt(
    yaml,
    node,
    `A template computes the ${what}, so the recipe does not contain the ${what} as text.`,
    [
      `Set the ${what} as a variable of \`context:\`, and use this variable: \${{ ${what.replace(/\W+/g, '_')} }}.`,
      `Or change the ${what} by hand.`,
    ],
  );
}

function fromElsewhere(yaml: YamlFile, node: unknown, { name, what }: { name: string; what: string }): Error {
  return refusalAt(yaml, node, `The ${what} comes from \`${name}\`, for which \`context:\` has no value.`, [
    `Set \`${name}\` in \`context:\`, or change the value of \`${name}\` in the variant file that sets \`${name}\`.`,
  ]);
}
