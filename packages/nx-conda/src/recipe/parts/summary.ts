import { branches, child, textOf } from '../yaml/nodes';
import { isTemplate } from '../template/template';
import type { ParsedRecipe } from './parse';
import { Scope } from './scope';

/** Nx shows it in one paragraph. */
const LONGEST = 200;

/**
 * `about.summary` of a recipe on one line, or that of its first output that has one; undefined if there is none, or if it
 * depends on a variant or on an environment variable, which may be secret.
 */
export function summaryOf(recipe: ParsedRecipe): string | undefined {
  for (const level of [recipe.root, ...branches(child(recipe.root, 'outputs'))]) {
    const summary = textOf(child(level, 'about', 'summary'));
    if (summary) return inOneLine(evaluated(summary, recipe));
  }
  return undefined;
}

/** Without variants and environment, only templates of the recipe's own context have a value. */
function evaluated(summary: string, recipe: ParsedRecipe): string | undefined {
  if (!isTemplate(summary)) return summary;
  const { texts, failure } = new Scope(recipe).valuesOf(summary);
  return failure === undefined && texts.length === 1 ? texts[0] : undefined;
}

function inOneLine(text: string | undefined): string | undefined {
  const line = text?.replace(/\s+/g, ' ');
  return line && line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
