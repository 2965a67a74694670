import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Node } from 'yaml';
import { branches, child, textOf } from '../../recipe/yaml/nodes';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { shownPosition } from '../../recipe/yaml/edit-error';
import { type PatchOutcome, tryPatch } from '../../source/try-patch';

/** A patch of a recipe, and whether it applies to the new source. */
export interface TriedPatch {
  /** As written in the recipe. */
  text: string;
  /** Where it is written. */
  place: string;
  outcome: PatchOutcome;
}

/** Patches of a source, including conditional ones. */
export function patchesOf(source: Node): Node[] {
  return [...branches(child(source, 'patches'))];
}

/**
 * Tries the patches of a source one after the other, as the build would apply them.
 * @param top the new source, a git repository that this function may change
 * @param folder the recipe's, absolute
 * @param evaluate gives the value of a template
 */
export async function tryPatches(
  recipe: ParsedRecipe,
  patches: readonly Node[],
  { top, folder, evaluate }: { top: string; folder: string; evaluate: (text: string) => string },
): Promise<TriedPatch[]> {
  const tried: TriedPatch[] = [];
  for (const node of patches) {
    const text = evaluate(textOf(node) ?? '');
    const file = resolve(folder, text);
    const outcome: PatchOutcome = existsSync(file)
      ? await tryPatch(top, file)
      : { kind: 'fails', problems: ['the patch file does not exist'] };
    tried.push({ text, place: shownPosition(recipe, node), outcome });
  }
  return tried;
}

/** One line for a patch. */
export function describePatch({ text, place, outcome }: TriedPatch): string {
  if (outcome.kind === 'applies') return `The patch ${text} applies.`;
  if (outcome.kind === 'loose')
    return `${place} The patch ${text} applies, but only if git ignores some of its context lines. Recreate the patch from the new source.`;
  if (outcome.kind === 'contained')
    return `${place} The new source already contains the changes of ${text}. Remove this patch from the recipe.`;
  return `${place} The patch ${text} does not apply: ${outcome.problems.join('; ')}.`;
}
