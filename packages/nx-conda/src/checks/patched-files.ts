import type { Subject } from './subject';

/** True if a patch beside the recipe changes a file of the source. @param name relative to its top folder */
export function isPatched({ besides }: Pick<Subject, 'besides'>, name: string): boolean {
  return [...besides].some(
    ([other, { text }]) => /\.(patch|diff)$/.test(other) && text.includes(`b/${name}`),
  );
}
