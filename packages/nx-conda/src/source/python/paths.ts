import { posix } from 'node:path';
import { UNKNOWN, type Value } from './values';

/** The limit of Linux; joining takes quadratic time. */
const MAX_PATH = 4096;

/** Like os.path.join. Unknown if a part is unknown. */
export function joinPaths(parts: readonly Value[]): Value {
  const texts = parts.filter((part) => typeof part === 'string');
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.length === parts.length && length <= MAX_PATH ? posix.join(...texts) : UNKNOWN;
}

/** `a.b` of `a/b.py` and `a/b/__init__.py` */
export function moduleOf(name: string): string {
  return name.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}
