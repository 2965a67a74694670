import { isAlias, isMap, isScalar, isSeq, visit, type Node, type YAMLMap } from 'yaml';
import { normalizeKey } from '../template/variant-key';
import { branches, textOf } from '../yaml/nodes';
import { RecipeError } from '../yaml/recipe-error';
import { problemAt, readYaml, type YamlDocument } from '../yaml/yaml-document';
import { isOfCondaBuild } from '../../knowledge/variant-files';

/** The values in variant files, for all platforms: a superset of what rattler-build reads from them. */
export interface VariantConfig {
  /** Every value of every key in every branch and under every selector, as text; keys as written. */
  values: Record<string, string[]>;
  /** Groups of keys that are combined value by value. */
  zipKeys: string[][];
}

/** Keys of a variant file that are not variant keys. */
const notVariants = new Set(['zip_keys', 'pin_run_as_build', 'extend_keys']);

/**
 * Reads a variant file, YAML or JSON (JSON is YAML). Odd values are left out, not rejected.
 * @param fileName path as shown to the user; its last part decides the format
 * @throws {RecipeError} if the file is not a YAML mapping; an empty file sets nothing
 */
export function parseVariants(text: string, fileName: string): VariantConfig {
  const yaml = readYaml(text, fileName);
  if (yaml.problems.length > 0) throw new RecipeError('yaml', yaml.problems, text);
  const config: VariantConfig = { values: {}, zipKeys: [] };
  if (!yaml.root || textOf(yaml.root) === '') return config;
  if (!isMap(yaml.root)) throw notAMapping(yaml, yaml.root);
  const isLegacy = isOfCondaBuild(fileName);
  if (isLegacy) resolveAliases(yaml.root);
  const values = new Map<string, Set<string>>();
  for (const { key, value } of yaml.root.items) {
    const name = textOf(key) ?? '';
    // The same key may appear once per selector: all of them count.
    if (name === 'zip_keys') config.zipKeys.push(...zipGroups(value));
    else if (!notVariants.has(name)) addAll(values, name, valuesIn(value));
  }
  config.values = Object.fromEntries([...values].map(([name, set]) => [name, [...set]]));
  return config;
}

/** Merged as in rattler-build: a later file replaces a key's values, and all zip groups if it has any. */
export function mergeVariants(configs: VariantConfig[]): VariantConfig {
  const merged = new Map<string, [string, string[]]>();
  let zipKeys: string[][] = [];
  for (const config of configs) {
    for (const [name, values] of Object.entries(config.values))
      merged.set(normalizeKey(name), [name, values]);
    if (config.zipKeys.length > 0) zipKeys = config.zipKeys;
  }
  return { values: Object.fromEntries(merged.values()), zipKeys };
}

/** An empty item of a list is a value: `["", "-gpu"]`. A key without a list has none. */
function valuesIn(node: unknown): string[] {
  const texts = [...branches(node)].filter((item) => isScalar(item)).map((item) => textOf(item) ?? '');
  return isSeq(node) ? texts : texts.filter((value) => value !== '');
}

function addAll(values: Map<string, Set<string>>, name: string, added: string[]): void {
  if (name === '' || added.length === 0) return;
  const known = values.get(name) ?? new Set();
  added.forEach((value) => known.add(value));
  values.set(name, known);
}

/** A list of groups; a flat list, which rattler-build rejects, counts as one group. */
function zipGroups(node: unknown): string[][] {
  if (!isSeq(node)) return [];
  const lists = node.items.filter((item) => isSeq(item));
  const groups = (lists.length > 0 ? lists : [node]).map((group) => valuesIn(group).filter(Boolean));
  return groups.filter((group) => group.length > 1);
}

/** Only scalars and flat lists are resolved; deeper aliases could grow forever. */
function resolveAliases(root: YAMLMap): void {
  const anchors = new Map<string, Node>();
  visit(root, {
    Node: (_key, node) => {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      const isFlat = isScalar(target) || (isSeq(target) && target.items.every((item) => isScalar(item)));
      return isFlat ? target : visit.REMOVE;
    },
  });
}

function notAMapping(yaml: YamlDocument, root: Node): RecipeError {
  const problem = problemAt(
    yaml,
    root.range?.[0] ?? 0,
    'A variant file must be a mapping of keys to lists of values.',
    ['Write each key with its list of values: `python: ["3.12"]`.'],
  );
  return new RecipeError('not-a-mapping', [problem], yaml.text);
}
