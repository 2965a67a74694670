import { applyEdits, type Edit } from '../../recipe/edit/edits';
import { type ParsedRecipe, parseRecipeToEdit } from '../../recipe/parts/parse';
import { shownPosition } from '../../recipe/yaml/edit-error';
import { scalarEdit, versionEdits } from '../../recipe/edit/scalar-edit';
import type { Scope } from '../../recipe/parts/scope';
import { versionPlace } from '../../recipe/edit/version-place';
import { literalPlaces, readSources, type SourceReading } from './source-reading';

/** A recipe with another version, and its sources before and after, in the same order. */
export interface MovedRecipe {
  edits: Edit[];
  /** Where the version is written. */
  place: string;
  sources: { before: SourceReading; after: SourceReading }[];
}

/**
 * Writes another version, in `context` or `package` and in addresses that contain it literally.
 * @param evaluate makes the scope of a recipe
 * @throws ExplainedError with file, line and column if the version or a source cannot be determined
 */
export function moveVersion(
  recipe: ParsedRecipe,
  to: string,
  evaluate: (recipe: ParsedRecipe) => Scope,
): MovedRecipe {
  const { scalar, current } = versionPlace(recipe);
  const before = readSources(evaluate(recipe));
  const literal = before.flatMap(literalPlaces).filter((node) => node !== scalar);
  const edits = [
    scalarEdit(recipe, scalar, to),
    ...literal.flatMap((node) => versionEdits(recipe, node, current, to)),
  ];
  const moved = parseRecipeToEdit(applyEdits(recipe.text, edits), recipe.file);
  const after = readSources(evaluate(moved));
  const sources = before.flatMap((reading, index) => {
    const other = after[index];
    return other ? [{ before: reading, after: other }] : [];
  });
  return { edits, place: shownPosition(recipe, scalar), sources };
}
