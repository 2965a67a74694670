import { isMap, isSeq, type Node } from 'yaml';
import { isOfCondaBuild } from '../../knowledge/variant-files';
import { hasSelector } from '../../recipe/variants/legacy-selectors';
import { textOf } from '../../recipe/yaml/nodes';
import {
  type MisshapenZipKeys,
  type UnequalGroup,
  type VariantKey,
  zipKeyProblems,
} from '../../recipe/variants/zip-keys';
import type { Fix, Problem } from '../finding';
import type { Rule } from '../rule';
import { nest, removeFrom, repeatOnlyItem } from '../../recipe/edit/sequence-edits';
import type { Subject } from '../subject';
import { countsOf, filesOf, oddPlace, placeIn, type UnequalElsewhere, unequalElsewhere } from '../zip-groups';
import { normalizeKey } from '../../recipe/template/variant-key';

/** Complication 4: keys that are combined value by value need the same number of values. */
export const zipKeyLengths: Rule = {
  id: 'zip-key-lengths',
  severity: 'error',
  summary: 'The keys of a zip_keys group have different numbers of values, or the groups are not lists',
  *check(subject) {
    const files = subject.variantFiles.map(({ file }) => file);
    const here = zipKeyProblems(files, subject.platform);
    for (const found of here) {
      yield found.kind === 'unequal' ? unequalProblem(subject, found) : shapeProblem(found);
    }
    if (here.length > 0) return;
    for (const found of unequalElsewhere(subject)) yield problemElsewhere(found);
  },
};

function problemElsewhere({ group, platforms }: UnequalElsewhere): Problem {
  const { keys } = group;
  const where = platforms.join(' and ');
  return {
    at: oddPlace(group),
    severity: 'warning',
    message: `zip_keys combines keys with different numbers of values on ${where}: ${countsOf(group)}.${filesOf(keys)}`,
    why: `For a build on ${platforms.join(' or ')}, rattler-build refuses the files, and so every recipe that uses them.`,
    help: [
      `Set the same number of values for ${keys.map(({ name }) => name).join(', ')} on ${where}. To leave the group out there, set no values for one of its keys.`,
      'If the recipe is not built there, let it say so: add a condition such as `win` to `build.skip`.',
    ],
  };
}

function unequalProblem(subject: Subject, found: UnequalGroup): Problem {
  const { keys } = found;
  const fix = fixOf(subject, found);
  return {
    at: oddPlace(found),
    message: `zip_keys combines keys with different numbers of values on ${subject.platform}: ${countsOf(found)}.${filesOf(keys)}`,
    why: 'zip_keys combines the first values, then the second values, and so on: rattler-build refuses lists of different lengths.',
    help: [
      `Set the same number of values for ${keys.map(({ name }) => name).join(', ')}.`,
      keys.length > 2
        ? 'Or remove a key from the group: each value of this key is then combined with every value of the other keys.'
        : 'Or remove the group from zip_keys: each value of one key is then combined with every value of the other key.',
    ],
    ...(fix && { fix }),
  };
}

/** Only a single value can be repeated; with several, it is unknown which to repeat. */
function fixOf(subject: Subject, found: UnequalGroup): Fix | undefined {
  if (found.keys.some(dependsOnPlatform) || hasSelectors(found.file, found.group)) return undefined;
  const longest = Math.max(...found.keys.map(({ length = 0 }) => length));
  const short = found.keys.filter(({ length }) => length !== longest);
  if (short.some(({ length }) => length !== 1)) return undefined;
  const names = short.map(({ name }) => name).join(' and ');
  if (short.every(({ file }) => file === found.file)) {
    const edits = short.flatMap(({ file, valueNode }) => repeatOnlyItem(file, valueNode, longest));
    const description = `Write the only value of ${names} ${longest} times`;
    return edits.length === short.length ? { description, edits } : undefined;
  }
  // A key with one value gives the same variants inside and outside a group. Shared files stay as they are.
  const isOwn = subject.variantFiles.some(({ file, isOwn: own }) => own && file === found.file);
  const edits = isOwn ? withoutKeys(found, short) : [];
  return edits.length > 0
    ? { description: `Remove ${names} (only one value) from zip_keys`, edits }
    : undefined;
}

/** Whether the list differs between platforms: what is right for one is then wrong for another. */
function dependsOnPlatform({ file, keyNode, valueNode }: VariantKey): boolean {
  const isConditional = isSeq(valueNode) && valueNode.items.some((item) => isMap(item) && item.has('if'));
  return isConditional || hasSelectors(file, valueNode, keyNode);
}

function hasSelectors(file: VariantKey['file'], node: Node, from: Node = node): boolean {
  const [start, end] = [from.range?.[0] ?? 0, node.range?.[1] ?? 0];
  return isOfCondaBuild(file.path) && hasSelector(file.text, start, end);
}

/** Removes the whole group if it would be left with one key. */
function withoutKeys({ file, node, group, keys }: UnequalGroup, short: VariantKey[]): Fix['edits'] {
  if (keys.length - short.length < 2) return removeFrom(file, node, node.items.indexOf(group));
  const [only] = short;
  if (short.length !== 1 || !only) return [];
  const index = group.items.findIndex((item) => normalizeKey(textOf(item) ?? '') === normalizeKey(only.name));
  return removeFrom(file, group, index);
}

const SHAPES: Record<MisshapenZipKeys['kind'], { message: string; help: string }> = {
  'no-list': {
    message: 'zip_keys is not a list; it must be a list of groups, each a list of keys.',
    help: 'Write a list of groups, for example `zip_keys: [[python, numpy]]`.',
  },
  flat: {
    message: 'zip_keys is a list of keys; it must be a list of groups, each a list of keys.',
    help: 'Put the list into another list, for example `zip_keys: [[python, numpy]]`.',
  },
  mixed: {
    message:
      'zip_keys contains both groups and single keys; every item must be a group, which is a list of keys.',
    help: 'Put each single key into a group of at least two keys, for example `zip_keys: [[python, numpy]]`, or remove the key.',
  },
  small: {
    message: 'A group of zip_keys has fewer than two keys.',
    help: 'Remove the group: it combines nothing.',
  },
};

function shapeProblem({ kind, file, node, list }: MisshapenZipKeys): Problem {
  const { message, help } = SHAPES[kind];
  const isAlone = kind === 'flat' && isSeq(node) && node.items.length === 1;
  const fix = shapeFix({ kind, file, node, list });
  return {
    at: placeIn(file, node),
    message,
    why: 'rattler-build refuses the file.',
    help: [isAlone ? 'Remove zip_keys: a single key combines nothing.' : help],
    ...(fix && { fix }),
  };
}

function shapeFix({ kind, file, node, list }: MisshapenZipKeys): Fix | undefined {
  if (hasSelectors(file, list ?? node)) return undefined;
  if (kind === 'flat' && isSeq(node) && node.items.length > 1)
    return { description: 'Put all keys of the list into one group', edits: nest(file, node) };
  if (kind !== 'small' || !list) return undefined;
  return { description: 'Remove the group', edits: removeFrom(file, list, list.items.indexOf(node)) };
}
