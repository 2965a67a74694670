import { posix } from 'node:path';
import { UNKNOWN, type Value } from './values';

/** Linux has no longer ones, and joining takes the square of their length. */
const MAX_PATH = 4096;

/** As os.path.join. Unknown where one is. */
export function joinPaths(parts: readonly Value[]): Value {
  const texts = parts.filter((part) => typeof part === 'string');
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return texts.length === parts.length && length <= MAX_PATH ? posix.join(...texts) : UNKNOWN;
}
