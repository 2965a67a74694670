import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml';
import { conditionHolds } from '../template/condition';
import { selectLines } from './legacy-selectors';
import { child, textOf } from '../yaml/nodes';
import { type VariantConfig } from './variants';
import { readThoroughly } from '../yaml/yaml-document';
import { normalizeKey } from '../template/variant-key';
import { isOfCondaBuild } from '../../knowledge/variant-files';

/** A variant file as it is on disk. */
export interface VariantSource {
  /** As shown to the user; the last part decides the format. */
  path: string;
  text: string;
}

/** A key of a variant file, on one platform. */
export interface VariantKey {
  /** As written. */
  name: string;
  file: VariantSource;
  keyNode: Node;
  valueNode: Node;
  /** The number of its values; undefined if conditions leave that open, or if it is not a list or is empty. */
  length: number | undefined;
}

/** Keys of one group with different numbers of values. */
export interface UnequalGroup extends ZipKeys {
  kind: 'unequal';
  keys: VariantKey[];
  /** The group. */
  group: YAMLSeq;
}

/** Anything but a list of lists of at least two keys. */
export interface MisshapenZipKeys {
  /** `flat`: `[python, numpy]`; `small`: a group of less than two keys, `[[python]]`. */
  kind: 'no-list' | 'flat' | 'mixed' | 'small';
  file: VariantSource;
  /** The node of the problem. */
  node: Node;
  /** The list that contains it, if it is a group. */
  list?: YAMLSeq;
}

export type ZipKeyProblem = UnequalGroup | MisshapenZipKeys;

interface ZipKeys {
  file: VariantSource;
  /** All groups. */
  node: YAMLSeq;
}

/**
 * The `zip_keys` of variant files that rattler-build would reject (0.74).
 * @param files in merge order; each must be readable as YAML
 * @param platform decides conditions and selectors; undecidable ones report nothing
 */
export function zipKeyProblems(files: readonly VariantSource[], platform: string): ZipKeyProblem[] {
  const keys = new Map<string, VariantKey>();
  const misshapen: MisshapenZipKeys[] = [];
  let zip: (ZipKeys & { undecided: readonly number[] }) | undefined;
  for (const file of files) {
    const read = readVariantFile(file, platform);
    for (const key of read.keys) keys.set(normalizeKey(key.name), key);
    misshapen.push(...wrongShape(file, read.zipped).filter(({ node }) => !isDoubtful(file, node, read)));
    if (isSeq(read.zipped) && read.zipped.items.length > 0) {
      zip = { file, node: read.zipped, undecided: read.undecided };
    }
  }
  // Groups are combined after all files are read, and only those of the last file.
  if (misshapen.length > 0 || !zip) return misshapen;
  const { file, undecided } = zip;
  const small = smallGroups(zip).filter(({ node }) => !isDoubtful(file, node, { undecided }));
  return [...small, ...unequalGroups(zip, keys)];
}

/** Whether an undecidable selector may add or remove lines of a node. @param from a node in its first line */
function isDoubtful(
  { text }: VariantSource,
  node: Node,
  { undecided, from = node }: { undecided: readonly number[]; from?: Node },
): boolean {
  const first = text.lastIndexOf('\n', (from.range?.[0] ?? 0) - 1) + 1;
  return undecided.some((line) => line >= first && line <= (node.range?.[1] ?? 0));
}

function wrongShape(file: VariantSource, zipped: Node | undefined): MisshapenZipKeys[] {
  if (!zipped || textOf(zipped) === '') return [];
  if (!isSeq(zipped)) return [{ kind: 'no-list', file, node: zipped }];
  const scalars = zipped.items.filter((item) => !isSeq(item));
  if (scalars.length === 0) return [];
  return [{ kind: scalars.length === zipped.items.length ? 'flat' : 'mixed', file, node: zipped }];
}

function smallGroups({ file, node }: ZipKeys): MisshapenZipKeys[] {
  const small = node.items.filter((group) => isSeq(group) && group.items.length < 2);
  return small.map((group) => ({ kind: 'small', file, node: group as Node, list: node }));
}

function readVariantFile(
  file: VariantSource,
  platform: string,
): { keys: VariantKey[]; zipped: Node | undefined; undecided: readonly number[] } {
  const isLegacy = isOfCondaBuild(file.path);
  const { text, undecided } = isLegacy
    ? selectLines(file.text, platform)
    : { text: file.text, undecided: [] };
  const { root } = readThoroughly(text, file.path);
  const pairs = isMap(root) ? root.items : [];
  const zipped = pairs.find(({ key }) => textOf(key) === 'zip_keys')?.value;
  const keys = pairs.flatMap(({ key, value }): VariantKey[] => {
    const name = textOf(key) ?? '';
    if (!value || name === 'zip_keys') return [];
    const length =
      !isDoubtful(file, value as Node, { undecided, from: key as Node }) && isSeq(value)
        ? lengthOf(value, platform)
        : undefined;
    // A key without values counts as missing (0.74), except for a list written as empty in the older format.
    const counted = length === 0 && !isLegacy ? undefined : length;
    return [{ name, file, keyNode: key as Node, valueNode: value as Node, length: counted }];
  });
  return { keys, zipped: (zipped as Node | null | undefined) ?? undefined, undecided };
}

/** rattler-build ignores a group in which a key has no values at all (0.74). */
function unequalGroups({ file, node }: ZipKeys, keys: ReadonlyMap<string, VariantKey>): UnequalGroup[] {
  return node.items.filter(isSeq).flatMap((group) => {
    const names = group.items.map((item) => normalizeKey(textOf(item) ?? ''));
    const members = names.map((name) => keys.get(name)).filter((key) => key !== undefined);
    const lengths = new Set(members.map(({ length }) => length));
    if (members.length < names.length || lengths.has(undefined) || lengths.size < 2) return [];
    return [{ kind: 'unequal' as const, file, node, group, keys: members }];
  });
}

/** The values on a platform. */
function lengthOf(value: Node, platform: string): number | undefined {
  if (!isSeq(value)) return isMap(value) ? undefined : 1;
  let length = 0;
  for (const item of value.items) {
    const count = isMap(item) && item.has('if') ? conditionalLength(item, platform) : 1;
    if (count === undefined) return undefined;
    length += count;
  }
  return length;
}

function conditionalLength(item: Node, platform: string): number | undefined {
  const holds = conditionHolds(textOf(child(item, 'if')) ?? '', platform);
  if (holds === undefined) return undefined;
  const branch = child(item, holds ? 'then' : 'else');
  return branch ? lengthOf(branch, platform) : 0;
}

/** Normalized names of the keys combined with a used key, used themselves or not. */
export function zippedKeys(
  { zipKeys }: Pick<VariantConfig, 'zipKeys'>,
  used: ReadonlySet<string>,
): Set<string> {
  const groups = zipKeys.map((group) => group.map(normalizeKey));
  return new Set(groups.filter((group) => group.some((name) => used.has(name))).flat());
}
