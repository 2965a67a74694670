import { type Alias, isAlias, isCollection, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Diagnostic } from './diagnostic';
import { positionOf, type YamlFile } from './nodes';
import { problemAt } from './yaml-document';

/** Each is shown with the lines around it; thousands would take minutes. */
const maxProblems = 10;

/**
 * The first use of YAML that rattler-build's reader rejects (0.74, seen): anchors and aliases, duplicate keys, keys
 * that are not text. Rejecting aliases also prevents endless expansion.
 */
export function refusedYaml(yaml: YamlFile, root: Node | undefined): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const node of nodesBelow(root)) {
    problems.push(...anchorProblem(yaml, node), ...(isMap(node) ? keyProblems(yaml, node) : []));
    if (problems.length >= maxProblems) break;
  }
  return problems.slice(0, maxProblems);
}

function* nodesBelow(node: unknown): Generator<Node> {
  if (!node) return;
  yield node as Node;
  if (!isCollection(node)) return;
  for (const item of node.items) {
    if (!isMap(node)) yield* nodesBelow(item);
    else yield* nodesBelow((item as Pair).value);
  }
}

function anchorProblem(yaml: YamlFile, node: Node): Diagnostic[] {
  if (!isAlias(node) && !('anchor' in node && node.anchor)) return [];
  const name = isAlias(node) ? `*${(node as Alias).source}` : `&${String(node.anchor)}`;
  return [
    problemAt(yaml, node.range?.[0] ?? 0, `rattler-build does not read YAML anchors and aliases (${name}).`, [
      'Write the value out, or define it once under `context:` and use `${{ name }}`.',
    ]),
  ];
}

function keyProblems(yaml: YamlFile, map: YAMLMap): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const seen = new Map<string, number>();
  for (const { key } of map.items) {
    const offset = (key as Node).range?.[0] ?? map.range?.[0] ?? 0;
    if (!isScalar(key)) {
      problems.push(problemAt(yaml, offset, 'A key of a mapping must be text.', keyHelp));
      continue;
    }
    const name = String(key.value);
    const line = seen.get(name);
    if (line === undefined) seen.set(name, positionOf(yaml, key).line);
    else
      problems.push(
        problemAt(yaml, offset, `The key "${name}" is already set on line ${line}.`, duplicateHelp),
      );
  }
  return problems;
}

const keyHelp = ['Write a template as `${{ name }}`, with the dollar sign, or put quotes around the value.'];
const duplicateHelp = ['Merge the two entries, or remove one.'];
