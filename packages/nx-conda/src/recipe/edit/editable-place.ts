import { isScalar, type Scalar } from 'yaml';
import { child, textOf, type YamlFile } from '../yaml/nodes';
import type { ParsedRecipe } from '../read/parse';
import { refusalAt } from '../yaml/edit-error';
import { isTemplate, wholeExpression } from '../template/template';

/**
 * Where a value is written: the node itself, or the variable of the context that it takes its value from.
 * @param what for the message: `version`
 * @throws {ExplainedError} with file, line and column where it is written nowhere
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

/** `version` of `${{ version }}`, and of nothing that does more with it. */
function variableIn(node: Scalar): string | undefined {
  const name = wholeExpression(textOf(node) ?? '')?.trim() ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

function notOneValue(yaml: YamlFile, node: unknown, what: string): Error {
  return refusalAt(
    yaml,
    node,
    `The ${what} is no single value, so that nobody can say which one to change.`,
    [`Write one ${what}, or change this one by hand.`],
  );
}

function putTogether(yaml: YamlFile, node: unknown, what: string): Error {
  return refusalAt(yaml, node, `The ${what} is put together by a template, so that it is written nowhere.`, [
    `Write it as a variable of \`context:\`, and use that: \${{ ${what.replace(/\W+/g, '_')} }}.`,
    'Or change it by hand.',
  ]);
}

function fromElsewhere(yaml: YamlFile, node: unknown, { name, what }: { name: string; what: string }): Error {
  return refusalAt(yaml, node, `The ${what} is \`${name}\`, which \`context:\` does not set.`, [
    `Set \`${name}\` in \`context:\`, or change it where it comes from: a variant file, or the environment.`,
  ]);
}
