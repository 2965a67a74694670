import { levelsOf } from '../recipe/read/outputs';
import { sourcesOf } from '../recipe/read/sources';
import type { ParsedRecipe } from '../recipe/read/parse';
import { shownPosition } from '../recipe/yaml/edit-error';

/** What a release does not do: fetch the source of the new version, which a hash or a commit belongs to. */
export function sourceWarnings(recipe: ParsedRecipe, project: string, version: string): string[] {
  return sourcesOf(levelsOf(recipe))
    .filter(({ kind }) => kind !== 'path')
    .map(
      ({ node }) =>
        `${shownPosition(recipe, node)} The source stays as it was: nx g nx-conda:bump ${project} --to ${version} moves it, too`,
    );
}
