import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';

/** A part of a recipe, including comments. The YAML library quotes text if needed. */
export type YamlValue =
  string | number | boolean | Block | Quoted | Noted | Remark | YamlValue[] | YamlEntries;

/** Written in this order; undefined values are left out. */
export interface YamlEntries {
  [key: string]: YamlValue | undefined;
}

/** Text over several lines: a script. */
export class Block {
  constructor(readonly text: string) {}
}

/** Text that looks like something else: a version. */
export class Quoted {
  constructor(readonly text: string) {}
}

/** A value with a comment above it, or above its key. */
export class Noted {
  constructor(
    readonly comment: string,
    readonly value: YamlValue,
  ) {}
}

/** In a list: a comment without a value. Lines of YAML, which begin with `-` or a space, are not wrapped. */
export class Remark {
  constructor(readonly lines: string[]) {}
}

/** The longest line of a comment. */
export const WIDTH = 118;

/** The value, with the comment if given. */
export function noted(
  comment: string | undefined | readonly (string | undefined)[],
  value: YamlValue,
): YamlValue {
  const text = [comment].flat().filter(Boolean).join('\n');
  return text === '' ? value : new Noted(text, value);
}

/** The file: an empty line before every top-level key but the first. */
export function toYaml(entries: YamlEntries, heading?: string): string {
  const document = new Document();
  const root = nodeOf(entries, 0) as YAMLMap;
  root.items.forEach(({ key }, index) => {
    if (index > 0) (key as Scalar).spaceBefore = true;
  });
  document.contents = root as unknown as typeof document.contents;
  if (heading !== undefined) document.commentBefore = comment(heading, 0);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function nodeOf(value: YamlValue, depth: number): Node {
  if (value instanceof Noted) return nodeOf(value.value, depth);
  if (value instanceof Block) return scalar(value.text, Scalar.BLOCK_LITERAL);
  if (value instanceof Quoted) return scalar(value.text, Scalar.QUOTE_DOUBLE);
  if (Array.isArray(value)) return sequence(value, depth);
  if (value instanceof Remark)
    throw new TypeError('A Remark (a comment without a value) is only valid in a list.');
  if (typeof value === 'object') return mapping(value, depth);
  return new Scalar(value);
}

function scalar(text: string, type: Scalar.Type): Scalar {
  const node = new Scalar(text);
  node.type = type;
  return node;
}

function mapping(entries: YamlEntries, depth: number): YAMLMap {
  const map = new YAMLMap();
  for (const [name, value] of Object.entries(entries)) {
    if (value === undefined) continue;
    const key = new Scalar(name);
    if (value instanceof Noted) key.commentBefore = comment(value.comment, depth);
    map.items.push(new Pair(key, nodeOf(value, depth + 1)));
  }
  return map;
}

/** Writes remarks above the next item, or below the last one. */
function sequence(values: YamlValue[], depth: number): YAMLSeq {
  const list = new YAMLSeq();
  let waiting: string[] = [];
  for (const value of values) {
    if (value instanceof Remark) {
      waiting.push(...value.lines.map((line) => (/^[- ]/.test(line) ? ` ${line}` : comment(line, depth))));
      continue;
    }
    const node = nodeOf(value, depth + 1);
    if (value instanceof Noted) waiting.push(comment(value.comment, depth));
    if (waiting.length > 0) node.commentBefore = waiting.join('\n');
    waiting = [];
    list.items.push(node);
  }
  if (waiting.length > 0) list.comment = waiting.join('\n');
  return list;
}

/** Wraps the text to the file's width; the library adds `#` to each line. */
function comment(text: string, depth: number): string {
  const width = WIDTH - 2 * depth;
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + word.length >= width) {
        lines.push(line);
        line = '';
      }
      line += ` ${word}`;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
