import { posix } from 'node:path';
import { isMap, type Node } from 'yaml';
import { normalizeKey } from '../../recipe/template/variant-key';
import { parseVariants } from '../../recipe/variants/variants';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { readThoroughly } from '../../recipe/yaml/yaml-document';
import { textOf } from '../../recipe/yaml/nodes';
import type { CheckedFile, Place } from '../../recipe/yaml/place';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { usedKeys } from '../used-keys';

/** A repository that passes the file to rattler-build itself renders other packages. */
export const unreadVariantFile: Rule = {
  id: 'unread-variant-file',
  severity: 'warning',
  summary: 'A variant file above the recipe sets a key that the recipe uses, but is not configured',
  *check(subject) {
    const files = subject.workspace.unreadVariants ?? [];
    if (files.length === 0) return;
    const used = usedKeys(subject);
    const set = new Set(Object.keys(subject.variants.values).map(normalizeKey));
    for (const file of files) {
      const keys = keysOf(file)?.filter((key) => used.has(normalizeKey(key)) && !set.has(normalizeKey(key)));
      if (keys?.length !== 0) yield problemOf(file, keys);
    }
  },
};

/** Undefined if the file cannot be read: then it may set any key. */
function keysOf({ text, path }: CheckedFile): string[] | undefined {
  try {
    return Object.keys(parseVariants(text, path).values);
  } catch (error) {
    if (error instanceof RecipeError) return undefined;
    throw error;
  }
}

function problemOf(file: CheckedFile, keys: readonly string[] | undefined): Problem {
  const folder = posix.dirname(file.path);
  return {
    at: placeOfKey(file, keys?.[0]),
    message:
      keys === undefined
        ? `nx-conda does not use ${file.path}, and cannot read it.`
        : `The recipe uses ${keys.join(', ')} from ${file.path}, but nx-conda does not use this file.`,
    why: 'The recipe is built without the values in this file: rattler-build reads a variant file in another folder only if the file is passed to it.',
    help: [
      folder === '.'
        ? `Add ${file.path} to "variants" in the options of nx-conda in nx.json.`
        : `Add ${file.path} to "variants" of the folder ${folder} in the option "folders" of nx-conda in nx.json.`,
      'If the file is not for nx-conda, set unread-variant-file to off in the option "checks" of nx-conda in nx.json.',
    ],
  };
}

function placeOfKey(file: CheckedFile, name: string | undefined): Place {
  if (name === undefined) return { file, start: 0, end: 0 };
  const { root } = readThoroughly(file.text, file.path);
  const pair = isMap(root) ? root.items.find(({ key }) => textOf(key) === name) : undefined;
  const [start, end] = (pair?.key as Node | undefined)?.range ?? [0, 0];
  return { file, start, end };
}
