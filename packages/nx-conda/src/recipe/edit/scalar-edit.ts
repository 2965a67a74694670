import type { Scalar } from 'yaml';
import type { Edit } from './edits';
import type { YamlFile } from '../yaml/nodes';
import { refusalAt } from '../yaml/edit-error';

/** What YAML, or rattler-build in a context, takes for something else than text when it is not quoted. */
const TYPED = /^([-+]?\d+|[-+]?[\d.]+e[-+]?\d+|0[xob][\da-f]+|true|false|yes|no|on|off|null|~)$/i;
/** What can stand in every style of scalar: versions, hashes, numbers. */
const PLAIN_TEXT = /^[\w.+!-]+$/;

/**
 * Writes another value into a scalar, in the quotes that it has; a text that would be taken for a number gets some.
 * @param node of a recipe that was parsed to be edited
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

/** Edits of every place in a scalar where a version stands by itself: not 1.2 in 1.2.3 or in 11.2. */
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
  throw refusalAt(yaml, node, 'This value is not written in one line, and cannot be edited.', [
    'Write it in one line.',
  ]);
}
