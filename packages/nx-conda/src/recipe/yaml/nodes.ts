import { isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** A YAML file read without interpreting its scalars: every value is text, `1.10` stays `1.10`. */
export interface YamlFile {
  /** Path as shown to the user. */
  file: string;
  text: string;
  lines: LineCounter;
}

export interface Position {
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units. */
  column: number;
}

/** The value of a key; undefined if the node is not a mapping or has no such key. */
export function child(node: unknown, ...path: string[]): Node | undefined {
  let current: unknown = node;
  for (const key of path) {
    if (!isMap(current)) return undefined;
    current = current.get(key, true);
  }
  return current as Node | undefined;
}

/** The text of a scalar, without surrounding whitespace; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  return exactTextOf(node)?.trim();
}

/** The literal text of a scalar: in quotes, whitespace may be part of a file name. */
export function exactTextOf(node: unknown): string | undefined {
  return isScalar(node) ? String(node.value ?? '') : undefined;
}

/** The items of a list, or the one value, with every branch of `if`/`then`/`else` regardless of its condition. */
export function* branches(node: unknown): Generator<Node> {
  if (isSeq(node)) {
    for (const item of node.items) yield* branches(item);
  } else if (isMap(node) && node.has('if')) {
    yield* branches(child(node, 'then'));
    yield* branches(child(node, 'else'));
  } else if (node) {
    yield node as Node;
  }
}

/** Every scalar value below a node, with the key of it, its list or its condition. */
export function* scalars(node: unknown, key = ''): Generator<{ key: string; node: Node }> {
  if (isMap(node)) {
    for (const pair of node.items) {
      const name = textOf(pair.key) ?? '';
      yield* scalars(pair.value, name === 'then' || name === 'else' ? key : name);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) yield* scalars(item, key);
  } else if (isScalar(node)) {
    yield { key, node };
  }
}

/** Where a node starts. */
export function positionOf(yaml: YamlFile, node: unknown): Position {
  const range = (node as Node | undefined)?.range;
  return positionAt(yaml, range?.[0] ?? 0);
}

/** Line and column of an offset in UTF-16 units. */
export function positionAt(yaml: YamlFile, offset: number): Position {
  const { line, col } = yaml.lines.linePos(Math.min(offset, yaml.text.length));
  // A byte order mark takes a unit of the first line but is invisible to the user.
  const mark = line <= 1 && yaml.text.startsWith('\uFEFF') ? 1 : 0;
  return { line: Math.max(1, line), column: Math.max(1, col - mark) };
}
