import type { Scalar } from 'yaml';
import { editablePlace } from './editable-place';
import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { refusalAt } from '../yaml/edit-error';

/** The version of a recipe, and where it is written. */
export interface VersionPlace {
  scalar: Scalar;
  current: string;
}

/**
 * Finds the version in `package`, in `recipe` or, if neither has one, in the outputs.
 * @throws {ExplainedError} with file, line and column if it is not written literally, or is ambiguous
 */
export function versionPlace(recipe: ParsedRecipe): VersionPlace {
  const [first, ...others] = versionNodes(recipe);
  if (!first) throw noVersion(recipe);
  const scalar = editablePlace(recipe, first, 'version');
  const other = others.find((node) => editablePlace(recipe, node, 'version') !== scalar);
  if (other) throw severalVersions(recipe, other);
  return { scalar, current: textOf(scalar) ?? '' };
}

/** A version that conda can compare; an argument may be anything. */
export function isCondaVersion(text: string): boolean {
  return /^(\d+!)?\d[a-z\d]*([._][a-z\d]+)*(\+[a-z\d]+([._][a-z\d]+)*)?$/i.test(text);
}

function versionNodes({ root }: ParsedRecipe): unknown[] {
  const shared = child(root, 'package', 'version') ?? child(root, 'recipe', 'version');
  if (shared) return [shared];
  const outputs = [...branches(child(root, 'outputs'))];
  return outputs.map((output) => child(output, 'package', 'version')).filter((node) => node !== undefined);
}

function noVersion(recipe: ParsedRecipe): Error {
  const node = child(recipe.root, 'package') ?? child(recipe.root, 'recipe') ?? recipe.root;
  return refusalAt(recipe, node, 'The recipe has no version.', [
    'Add `version:` below `package:`, or below `recipe:` if the recipe has outputs.',
  ]);
}

function severalVersions(recipe: ParsedRecipe, node: unknown): Error {
  return refusalAt(
    recipe,
    node,
    'The outputs of the recipe have their own versions, so it is unclear which version to change.',
    [
      'Set one version for all outputs: below `recipe:`, or as a variable of `context:` that every output uses.',
      'Or change the versions by hand.',
    ],
  );
}
