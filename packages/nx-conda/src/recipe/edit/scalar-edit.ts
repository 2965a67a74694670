import type { Scalar } from 'yaml';
import type { Edit } from './edits';
import type { YamlFile } from '../yaml/nodes';
import { refusalAt } from '../yaml/edit-error';

/** Unquoted text that YAML, or rattler-build in a context, would not read as text. */
const TYPED =
  /^([-+]?\d+|[-+]?[\d.]+e[-+]?\d+|0x[\da-f]+|0o[0-7]+|0b[01]+|true|false|yes|no|on|off|null|~)$/i;
/** Text that is valid in every style of scalar: versions, hashes, numbers. */
const PLAIN_TEXT = /^[\w.+!-]+$/;

/**
 * Writes another value into a scalar, in its quotes; adds quotes to a text that looks like a number.
 * @param node of a recipe that was parsed for editing
 * @throws {ExplainedError} for a value over several lines
 * @throws {RangeError} for a value that would need escapes
 */
export function scalarEdit(yaml: YamlFile, node: Scalar, value: string): Edit {
  if (!PLAIN_TEXT.test(value)) throw new RangeError(`Not a plain text: ${value}`);
  const [start, end] = spanOf(yaml, node);
  const [quote = ''] = /^["']/.exec(yaml.text.slice(start, end)) ?? [];
  const mark = quote === '' && TYPED.test(value) && !TYPED.test(yaml.text.slice(start, end)) ? '"' : quote;
  return { start, end, text: `${mark}${value}${mark}` };
}

/** Edits for every place in a scalar where a version is a whole word: not 1.2 in 1.2.3 or in 11.2. */
export function versionEdits(yaml: YamlFile, node: Scalar, from: string, to: string): Edit[] {
  const [start, end] = spanOf(yaml, node);
  const escaped = from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const found = yaml.text.slice(start, end).matchAll(new RegExp(`(?<![\\d.])${escaped}(?!\\.?\\d)`, 'g'));
  return [...found].map(({ index }) => ({
    start: start + index,
    end: start + index + from.length,
    text: to,
  }));
}

function spanOf(yaml: YamlFile, node: Scalar): [number, number] {
  const [start, end] = node.range ?? [0, 0];
  const written = yaml.text.slice(start, end);
  const isQuoted = /^(["'])[^\r\n]*\1$/.test(written);
  if (isQuoted || (written === String(node.value) && !/[\r\n]/.test(written))) return [start, end];
  throw refusalAt(yaml, node, 'Cannot edit this value: it is not on one line.', [
    'Write the value on one line.',
  ]);
}
