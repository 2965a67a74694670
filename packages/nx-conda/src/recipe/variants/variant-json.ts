import { isAlias, isMap, isPair, isScalar, isSeq, Scalar, type Node, type Pair } from 'yaml';
import { textOf } from '../yaml/nodes';
import { shownPosition } from '../yaml/edit-error';
import { isTemplate } from '../template/template';
import { readThoroughly, type YamlDocument } from '../yaml/yaml-document';
import { normalizeKey } from '../template/variant-key';
import { isOfCondaBuild } from '../../knowledge/variant-files';

export type JsonVariant = string | number | boolean;

/** A variant file as JSON, with the same meaning for rattler-build. */
export interface VariantJson {
  keys: Record<string, JsonVariant[]>;
  zipKeys: string[][];
  /** Values that cannot be written as JSON, with file, line and column. */
  left: string[];
}

interface KeyPair {
  name: string;
  key: Node;
  value: unknown;
}

/**
 * Converts values without selector, condition or template. Types as rattler-build 0.74 reads them (tried on it): in
 * JSON and in every file but conda_build_config.yaml, 3 and true have a type and 3.10 is text; there 3.10 is the number
 * 3.1.
 * @param file as shown to the user; its last part decides the loader
 */
export function variantJson(text: string, file: string): VariantJson {
  const yaml = readThoroughly(text, file);
  const [problem] = yaml.problems;
  if (problem) return nothing(`${file}:${problem.line}:${problem.column} ${problem.message}`);
  if (!yaml.root || textOf(yaml.root) === '') return { keys: {}, zipKeys: [], left: [] };
  if (!isMap(yaml.root))
    return nothing(`${shownPosition(yaml, yaml.root)} The variant file is not a mapping of keys to values.`);
  const pairs = yaml.root.items.filter(isPair).map(keyPair);
  return withGroups(yaml, pairs, convertKeys(yaml, pairs));
}

interface ConvertedKeys {
  keys: Map<string, JsonVariant[]>;
  left: string[];
}

function convertKeys(yaml: YamlDocument, pairs: readonly KeyPair[]): ConvertedKeys {
  const isLegacy = isOfCondaBuild(yaml.file);
  const result: ConvertedKeys = { keys: new Map(), left: [] };
  for (const [index, pair] of pairs.entries()) {
    if (pair.name === 'zip_keys') continue;
    const end = pairs[index + 1]?.key.range?.[0] ?? yaml.text.length;
    const values = convert(yaml, pair, { pairs, end, isLegacy });
    if (typeof values === 'string')
      result.left.push(`${shownPosition(yaml, pair.key)} ${pair.name}: ${values}`);
    else result.keys.set(pair.name, values);
  }
  return result;
}

/** Selectors are comments of conda_build_config.yaml; in other files they are plain comments. */
const SELECTOR = /#\s*\[.+\]/;

interface Surroundings {
  pairs: readonly KeyPair[];
  /** Where the next key begins. */
  end: number;
  isLegacy: boolean;
}

/** @returns the values, or why there are none. */
function convert(
  yaml: YamlDocument,
  { name, key, value }: KeyPair,
  { pairs, end, isLegacy }: Surroundings,
): JsonVariant[] | string {
  const normalized = normalizeKey(name);
  if (['pin_run_as_build', 'extend_keys'].includes(normalized))
    return 'rattler-build does not read this key.';
  if (pairs.filter((other) => normalizeKey(other.name) === normalized).length > 1) {
    return 'the key is set more than once.';
  }
  if (isLegacy && SELECTOR.test(yaml.text.slice(key.range?.[0] ?? 0, end))) {
    return 'the key has a selector, which nx-conda does not convert.';
  }
  if (isAlias(value)) return 'the value is a YAML alias, which nx-conda does not convert.';
  if (!isSeq(value)) return 'the value is not a list.';
  const values = value.items.map((item) => jsonOf(item, isLegacy));
  const odd = values.findIndex((item) => item === undefined);
  if (odd < 0) return values as JsonVariant[];
  return `${shownPosition(yaml, value.items[odd])} ${reasonFor(value.items[odd])}`;
}

/** Plain scalars that are, or may be, more than text. */
const INTEGER = /^(0|-?[1-9]\d{0,14})$/;
const TRUTH = /^(true|false)$/i;
const ODD = /^([-+]?0[xob]?[\da-f_]+|\+\d.*|-?\d{16,}|yes|no|on|off|y|n|null|~|)$/i;
const FLOAT = /^[-+]?(\.\d+|\d+\.\d*|\d+(?=e))(e[-+]?\d+)?$|^[-+]?\.(inf|nan)$/i;

/** @returns undefined for values that JSON cannot express the same way. */
function jsonOf(node: unknown, isLegacy: boolean): JsonVariant | undefined {
  if (!isScalar(node) || node.anchor) return undefined;
  const text = String(node.value ?? '');
  if (isTemplate(text) || text.includes('{{')) return undefined;
  return node.type === Scalar.PLAIN ? plainValue(text, isLegacy) : text;
}

function plainValue(text: string, isLegacy: boolean): JsonVariant | undefined {
  if (INTEGER.test(text)) return Number(text);
  if (TRUTH.test(text)) return text.toLowerCase() === 'true';
  return ODD.test(text) || (isLegacy && FLOAT.test(text)) ? undefined : text;
}

function reasonFor(node: unknown): string {
  if (isMap(node)) return 'is a condition, which nx-conda does not convert.';
  if (isAlias(node) || (isScalar(node) && node.anchor))
    return 'uses a YAML anchor or alias, which nx-conda does not convert.';
  if (!isScalar(node)) return 'is not a single value.';
  const text = textOf(node) ?? '';
  if (text.includes('{{')) return 'is a template, which nx-conda does not convert.';
  return `without quotes, rattler-build may read ${text || 'an empty value'} as something other than text; put quotes around the value.`;
}

/** A group is converted only as a whole: otherwise its other keys are not, either. */
function withGroups(
  yaml: YamlDocument,
  pairs: readonly KeyPair[],
  { keys, left }: ConvertedKeys,
): VariantJson {
  const zipKeys: string[][] = [];
  for (const { key, value } of pairs.filter(({ name }) => name === 'zip_keys')) {
    for (const group of isSeq(value) ? value.items : [value]) {
      const names = isSeq(group) ? group.items.map((item) => textOf(item) ?? '') : [];
      const written = names.flatMap((name) => writtenKey(keys, name));
      if (names.length > 1 && written.length === names.length) zipKeys.push(written);
      else {
        written.forEach((name) => keys.delete(name));
        const place = shownPosition(yaml, group ?? key);
        left.push(`${place} zip_keys: ${reasonForGroup(names)}.`);
      }
    }
  }
  return { keys: Object.fromEntries(keys), zipKeys, left };
}

function reasonForGroup([first, ...others]: string[]): string {
  if (first === undefined) return 'this is not a list of two or more keys';
  if (others.length === 0) return `this is not a list of two or more keys, so ${first} was not converted`;
  return `the group ${[first, ...others].join(', ')} was not converted, because at least one of these keys has no convertible values`;
}

/** `c-compiler` and `c_compiler` are one key. */
function writtenKey(keys: ReadonlyMap<string, unknown>, name: string): string[] {
  return [...keys.keys()].filter((key) => normalizeKey(key) === normalizeKey(name));
}

function keyPair({ key, value }: Pair): KeyPair {
  return { name: textOf(key) ?? '', key: key as Node, value };
}

function nothing(reason: string): VariantJson {
  return { keys: {}, zipKeys: [], left: [reason] };
}
