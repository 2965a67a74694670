import type { CheckedFile } from '../recipe/yaml/place';
import { branches, child, textOf } from '../recipe/yaml/nodes';
import type { SourceFile } from '../source/source-files';
import type { Subject } from './subject';

/** True if a patch beside the recipe changes a file of the source. @param name relative to its top folder */
export function isPatched({ besides }: Pick<Subject, 'besides'>, name: string): boolean {
  const heads = ['--- ', '--- a/', '+++ ', '+++ b/'].map((head) => `${head}${name}`);
  return [...besides].some(
    ([other, { text }]) =>
      /\.(patch|diff)$/.test(other) &&
      text.split('\n').some((line) => heads.includes(line.split(/[\t\r]/)[0] ?? '')),
  );
}

/** What a patch adds to a file of the source. */
export interface PatchedFile {
  patch: CheckedFile;
  /** Its name in the source, and the text of the patch with everything blanked out but the lines that it adds. */
  added: SourceFile;
}

/** The files that the patches of the sources change. */
export function patchedFiles({ sources, besides }: Pick<Subject, 'sources' | 'besides'>): PatchedFile[] {
  const names = sources.flatMap(({ node }) =>
    [...branches(child(node, 'patches'))].map((one) => textOf(one) ?? ''),
  );
  return [...new Set(names)].flatMap((name) => {
    const patch = besides.get(name);
    return patch ? addedIn(patch) : [];
  });
}

function addedIn(patch: CheckedFile): PatchedFile[] {
  const lines = patch.text.split('\n');
  const targets = lines.map((line) => /^\+\+\+ (?:b\/)?([^\t\r]+)/.exec(line)?.[1]);
  const starts = targets.flatMap((target, index) => (target === undefined ? [] : [index]));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? lines.length;
    const kept = lines.map((line, at) => {
      const isAdded = at > start && at < end && line.startsWith('+') && targets[at] === undefined;
      return isAdded ? ` ${line.slice(1)}` : ' '.repeat(line.length);
    });
    return { patch, added: { name: targets[start] ?? '', path: patch.path, text: kept.join('\n') } };
  });
}
