import { isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import { type FlatGroup, type UnequalGroup, type VariantKey, zipKeyProblems } from '../../recipe/zip-keys';
import type { CheckedFile, FileEdit, Problem } from '../finding';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** Complication 4: keys that are combined value by value need as many values each. */
export const zipKeyLengths: Rule = {
  id: 'zip-key-lengths',
  severity: 'error',
  summary: 'The keys of a group of zip_keys have different numbers of values, or the groups are no lists',
  *check(subject) {
    for (const found of zipKeyProblems(
      subject.variantFiles.map(({ file }) => file),
      subject.platform,
    )) {
      yield found.kind === 'flat' ? flatProblem(found) : unequalProblem(subject, found);
    }
  },
};

function unequalProblem({ platform }: Subject, { keys }: UnequalGroup): Problem {
  const [first] = keys;
  // Where two lists differ, rattler-build names the later one.
  const odd = keys.find(({ length }) => length !== first?.length) as VariantKey;
  const counts = keys.map(({ name, length }) => `${name} has ${length} value${length === 1 ? '' : 's'}`);
  const longest = Math.max(...keys.map(({ length = 0 }) => length));
  const short = keys.filter(({ length }) => length !== longest);
  const edits = short.flatMap((key) => repeatValue(key, longest));
  const where = new Set(keys.map(({ file }) => file.path)).size > 1 ? whereKeysAre(keys) : '';
  return {
    at: { file: odd.file, start: odd.keyNode.range?.[0] ?? 0, end: odd.keyNode.range?.[1] ?? 0 },
    message: `zip_keys combines keys of different lengths on ${platform}: ${counts.join(', ')}.${where}`,
    why: 'Their values are taken together, the first with the first: rattler-build refuses lists of different lengths.',
    help: [
      `Give each of ${keys.map(({ name }) => name).join(', ')} the same number of values.`,
      'Or take a key out of the group: all of its values are then combined with all others.',
    ],
    ...(edits.length > 0 &&
      edits.length === short.length && {
        fix: {
          description: `Repeat the one value of ${short.map(({ name }) => name).join(' and ')} ${longest} times`,
          edits,
        },
      }),
  };
}

function whereKeysAre(keys: VariantKey[]): string {
  return ` They are in ${[...new Set(keys.map(({ file }) => file.path))].join(' and ')}.`;
}

/** Only a single value can be meant for all; which of several to leave out, nobody knows. */
function repeatValue({ length, valueNode, file }: VariantKey, times: number): FileEdit[] {
  if (length !== 1 || !isSeq(valueNode) || valueNode.items.length !== 1) return [];
  const [only] = valueNode.items;
  // Of a condition the text ends where the next key begins.
  if (!isScalar(only)) return [];
  const [start, end] = only.range ?? [0, 0];
  const item = file.text.slice(start, end);
  const line = file.text.lastIndexOf('\n', start - 1) + 1;
  const newLine = file.text.includes('\r\n') ? '\r\n' : '\n';
  const before = valueNode.flow ? ', ' : `${newLine}${file.text.slice(line, start)}`;
  if (!valueNode.flow && !/^\s*-\s+$/.test(before)) return [];
  return [{ path: file.path, start: end, end, text: `${before}${item}`.repeat(times - 1) }];
}

function flatProblem({ file, node }: FlatGroup): Problem {
  return {
    at: placeIn(file, node),
    message: 'zip_keys is a list of keys; it has to be a list of groups, each a list of keys.',
    why: 'rattler-build refuses the file.',
    help: ['Put the group into a list of its own: `zip_keys: [[python, numpy]]`.'],
    fix: { description: 'Make one group of the keys', edits: groupEdits(file, node) },
  };
}

function groupEdits(file: CheckedFile, node: YAMLSeq): FileEdit[] {
  const [start, end] = node.range ?? [0, 0];
  if (node.flow) {
    return [
      { path: file.path, start, end: start, text: '[' },
      { path: file.path, start: end, end, text: ']' },
    ];
  }
  return node.items.map((item, index) => {
    const at = file.text.lastIndexOf('-', (item as Node).range?.[0] ?? 0);
    return { path: file.path, start: at, end: at, text: index === 0 ? '- ' : '  ' };
  });
}

function placeIn(file: CheckedFile, node: Node): Problem['at'] {
  return { file, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}
