import type { Node } from 'yaml';
import { branches, child, scalars } from '../yaml/nodes';

/** The `requirements:` that apply to an output, as nodes. */
export interface Sections {
  /** The output's own, and those of the whole recipe. */
  own: Node[];
  /** Of staging outputs and of the old `cache:`; they apply to every output, whether it inherits or not. */
  staged: Node[];
  /** Of the output's tests, and of the tests for all outputs. */
  tests: Node[];
  /** The names under `downstream` of those tests. */
  downstream: Node[];
}

/** More than any real recipe has; more would not fit into memory. */
const maxCopies = 500_000;

/**
 * The requirements of each output, in order. Shared ones are repeated for each; if that exceeds half a million, only
 * the first output has them.
 */
export function sectionsOf(root: Node, outputs: Node[]): Sections[] {
  const shared = sharedSections(root);
  const isTooMuch = outputs.length * sizeOf(shared) > maxCopies;
  return outputs.map((output, index) => {
    if (output === root) return shared;
    const own = levelSections(output);
    return isTooMuch && index > 0 ? own : merged(own, shared);
  });
}

function sharedSections(root: Node): Sections {
  const staging = [...branches(child(root, 'outputs'))].filter((node) => child(node, 'staging'));
  return { ...levelSections(root), staged: requirementsOf([...staging, child(root, 'cache')]) };
}

function levelSections(level: Node): Sections {
  const tests = [...branches(child(level, 'tests'))];
  return {
    own: requirementsOf([level]),
    staged: [],
    tests: requirementsOf(tests),
    downstream: tests.map((test) => child(test, 'downstream')).filter((node) => node !== undefined),
  };
}

function requirementsOf(nodes: (Node | undefined)[]): Node[] {
  return nodes.map((node) => child(node, 'requirements')).filter((node) => node !== undefined);
}

function merged(first: Sections, second: Sections): Sections {
  return {
    own: [...first.own, ...second.own],
    staged: [...first.staged, ...second.staged],
    tests: [...first.tests, ...second.tests],
    downstream: [...first.downstream, ...second.downstream],
  };
}

function sizeOf({ own, staged, tests, downstream }: Sections): number {
  return [...own, ...staged, ...tests, ...downstream].reduce(
    (sum, node) => sum + [...scalars(node)].length,
    0,
  );
}
