import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { Scope } from '../parts/scope';

/** The git repositories among the sources of a recipe, as written, with all possible values of their templates. */
export function sourceRepositories(recipe: ParsedRecipe): string[] {
  const { root } = recipe;
  const scope = new Scope(recipe);
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  const sources = levels.flatMap((level) => [...branches(child(level, 'source'))]);
  const texts = sources.map((source) => textOf(child(source, 'git')) ?? '').filter((text) => text !== '');
  return [...new Set(texts.flatMap((text) => scope.valuesOf(text).texts))];
}
