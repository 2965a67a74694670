import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../read/parse';
import { Scope } from '../read/scope';

/** The git repositories that a recipe takes sources from, as written, with what their templates can become. */
export function sourceRepositories(recipe: ParsedRecipe): string[] {
  const { root } = recipe;
  const scope = new Scope(recipe);
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  const sources = levels.flatMap((level) => [...branches(child(level, 'source'))]);
  const texts = sources.map((source) => textOf(child(source, 'git')) ?? '').filter((text) => text !== '');
  return [...new Set(texts.flatMap((text) => scope.valuesOf(text).texts))];
}
