import { isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { quickYaml } from './quick-yaml';
import { readThoroughly } from './yaml-document';

/**
 * @returns the difference between the quick and the thorough reader; undefined if they agree, or the quick one gives
 * up.
 */
export function differenceOfReaders(text: string): string | undefined {
  const quick = quickYaml(text, 'x.yaml');
  if (!quick) return undefined;
  const thorough = readThoroughly(text, 'x.yaml');
  const [problem] = thorough.problems;
  if (problem) return `accepts invalid text: ${problem.message}`;
  const [seen, expected] = [describe(quick.root), describe(thorough.root)];
  const at = seen.findIndex((line, index) => line !== expected[index]);
  if (at >= 0 || seen.length !== expected.length) return `${seen[at]} instead of ${expected[at]}`;
  const lines = thorough.lines.lineStarts.join();
  return quick.lines.lineStarts.join() === lines ? undefined : 'has another number of lines';
}

/** One line per node, with everything that the quick reader guarantees. */
function describe(node: unknown): string[] {
  const start = (node as Node | undefined)?.range?.[0];
  if (isMap(node)) {
    return [
      `map ${start}`,
      ...node.items.flatMap(({ key, value }) => [...describe(key), ...describe(value)]),
    ];
  }
  if (isSeq(node)) return [`list ${start}`, ...node.items.flatMap(describe)];
  // Whether and where an absent value is an empty one does not matter.
  if (!isScalar(node) || node.value === '') return ['empty'];
  return [`${start} ${node.type === Scalar.PLAIN ? 'plain' : 'text'} ${JSON.stringify(node.value)}`];
}
