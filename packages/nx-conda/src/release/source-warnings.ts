import { levelsOf } from '../recipe/parts/outputs';
import { sourcesOf } from '../recipe/parts/sources';
import type { ParsedRecipe } from '../recipe/parts/parse';
import { shownPosition } from '../recipe/yaml/edit-error';

/** A release does not fetch the source of the new version, which a hash or a commit belongs to. */
export function sourceWarnings(recipe: ParsedRecipe, project: string, version: string): string[] {
  return sourcesOf(levelsOf(recipe))
    .filter(({ kind }) => kind !== 'path')
    .map(
      ({ node }) =>
        `${shownPosition(recipe, node)} The source was not changed, and may still be that of the old version. First undo the changes of nx release. Then, to change the version and the source together, run nx g nx-conda:bump ${project} --to ${version}`,
    );
}
