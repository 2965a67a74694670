import type { ParsedRecipe } from '../../recipe/parts/parse';
import { newGitSource } from './git-source';
import type { NewSource, SourceMove } from './source-move';
import { newUrlSource } from './url-source';

/** @returns undefined for a source that is the same in the new version. */
export async function newSource(recipe: ParsedRecipe, move: SourceMove): Promise<NewSource | undefined> {
  if (move.before.source.kind === 'git') return newGitSource(recipe, move);
  if (move.before.source.kind === 'url') return newUrlSource(recipe, move);
  return undefined;
}
